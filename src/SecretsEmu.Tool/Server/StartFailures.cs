using System.Globalization;
using SecretsEmu.Hosting;

namespace SecretsEmu.Tool.Server;

/// <summary>From why an emulator did not start to the tool's exit code and sentence.</summary>
internal static class StartFailures
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<ToolException> Explain(EmulatorStartException failure, SecretsEmulatorOptions options) => new(
        CodeOf(failure.Failure), failure.Failure == StartFailure.PortInUse ? await PortInUse(options) : failure.Message);

    private static int CodeOf(StartFailure failure) => failure switch
    {
        StartFailure.PortInUse or StartFailure.AgentPortInUse => ExitCodes.PortInUse,
        StartFailure.DataFolderLocked => ExitCodes.DataFolderLocked,
        StartFailure.DataFolderNewer => ExitCodes.DataFolderNewer,
        StartFailure.DataFolderDamaged or StartFailure.RootKey => ExitCodes.DataFolderDamaged,
        StartFailure.Seed => ExitCodes.SeedFailed,
        StartFailure.Principals => ExitCodes.PrincipalsFailed,
        StartFailure.Handlers => ExitCodes.HandlersFailed,
        _ => ExitCodes.Usage,
    };

    // Most often it is our own server from an hour ago.
    private static async Task<string> PortInUse(SecretsEmulatorOptions options)
    {
        var port = options.Port.ToString(CultureInfo.InvariantCulture);
        var host = options.Host is "0.0.0.0" or "::" ? "127.0.0.1" : options.Host.Contains(':', StringComparison.Ordinal) ? $"[{options.Host}]" : options.Host;
        using var client = new ServerClient(new Uri($"http://{host}:{port}"), Patience);
        try
        {
            var other = await client.Info();
            return $"Port {port} is in use by secrets-emu, pid {other.Pid}. Stop it with secrets-emu stop --url {client.Url}, or choose another with --port (0 takes a free one).";
        }
        catch (ToolException)
        {
            return $"Port {port} is in use by another program. Choose another with --port (0 takes a free one).";
        }
    }
}
