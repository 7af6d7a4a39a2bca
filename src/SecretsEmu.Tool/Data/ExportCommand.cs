using System.CommandLine;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Data;

/// <summary><c>secrets-emu export</c>: all keys and secrets as a seed file.</summary>
internal static class ExportCommand
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static Command Create()
    {
        var command = new Verb("export", "Print all keys and secrets as a seed file") { ToolSettings.Values, ToolSettings.Output, ToolSettings.Url };
        command.SetAction((parse, _) => Run(parse));
        return command;
    }

    private static async Task<int> Run(ParseResult parse)
    {
        var values = ToolSettings.Values.Of(parse);
        var file = ToolSettings.Output.Of(parse);
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var text = await server.GetText(values ? "/_emulator/export?values=true" : "/_emulator/export");
        if (file is null)
        {
            Terminal.Text(text);
            return ExitCodes.Ok;
        }

        try
        {
            await Write(file, text, values);
            return ExitCodes.Ok;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"The file {file} cannot be written: {unusable.Message}");
        }
    }

    private static async Task Write(string file, string text, bool values)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (values && !OperatingSystem.IsWindows())
        {
            if (File.Exists(file) && (File.GetUnixFileMode(file) & ~OwnerOnly & ~UnixFileMode.UserExecute) != 0)
            {
                throw ToolException.Usage($"Others may read {file}, and it would hold secret values and key material. Remove it or chmod it to 600 first.");
            }

            options.UnixCreateMode = OwnerOnly;
        }

        await using var writer = new StreamWriter(file, options);
        await writer.WriteAsync(text);
    }
}
