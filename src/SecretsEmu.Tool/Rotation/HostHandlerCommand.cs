using System.CommandLine;
using System.Text;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Lambda;
using SecretsEmu.Rotation.Handlers.Loading;
using SecretsEmu.Rotation.Handlers.Plugins;
using SecretsEmu.Rotation.Handlers.Processes;

namespace SecretsEmu.Tool.Rotation;

/// <summary><c>secrets-emu host-handler</c>, which no help names: a server starts it to run one plugin or .NET function in a process of its own.</summary>
internal static class HostHandlerCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = new Verb(IsolatedFunction.Command, "What a server starts for a function in a process of its own");
        command.SetAction((_, _) => Run(time));
        return command;
    }

    private static async Task<int> Run(TimeProvider time)
    {
        var settings = IsolatedFunction.Parse(Required(IsolatedFunction.Variable));
        var identity = new FunctionIdentity(
            Required("AWS_ENDPOINT_URL"), Required("AWS_REGION"), Required("AWS_ACCESS_KEY_ID"), Required("AWS_SECRET_ACCESS_KEY"), Required("AWS_SESSION_TOKEN"));
        EndWithTheServer();
        // Writers of our own: those of the console are the function's while it runs.
        await using var output = Open(Console.OpenStandardOutput());
        await using var error = Open(Console.OpenStandardError());
        using var calls = new SignedCalls(identity, time);
        using var host = new HandlerHost(Required("AWS_LAMBDA_RUNTIME_API"), output, error, calls);
        var retired = new RetiredContexts(error.WriteLine);
        await using IHandler handler = settings is DotNetSettings function
            ? new DotNetHandler(function, () => identity, time, retired)
            : new PluginHandler((PluginSettings)settings, time, retired);
        try
        {
            await host.Run(handler);
        }
        catch (HttpRequestException)
        {
            // The server is gone.
        }

        return ExitCodes.NoServer;
    }

    private static string Required(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw ToolException.Usage($"secrets-emu {IsolatedFunction.Command} is started by a server, for a function in a process of its own.");

    private static TextWriter Open(Stream stream) =>
        TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });

    // The other end of standard input is the server's, on which it writes nothing.
    private static void EndWithTheServer() => new Thread(() =>
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }

        Environment.Exit(ExitCodes.NoServer);
    })
    { IsBackground = true }.Start();
}
