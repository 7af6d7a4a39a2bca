namespace SecretsEmu.Rotation.Handlers;
internal static class FunctionProcess
{
    public static ProcessSettings Python(string name, string folder, string handler) => new() { Name = name, Folder = folder, Handler = handler, Command = ["python3"] };
    public static ProcessSettings Node(string name, string folder, string handler) => new() { Name = name, Folder = folder, Handler = handler, Command = ["node"] };
}
