namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>
/// Functions of languages whose own runtime is not installed everywhere: a small script that this library carries loads the function and
/// asks the Runtime API for work. It is handed over on the command line, so that no file of it can be in the way or go missing.
/// </summary>
internal static class FunctionProcess
{
    /// <param name="name">The function's.</param>
    /// <param name="folder">Its files, modules it imports included; a full path.</param>
    /// <param name="handler"><c>lambda_function.lambda_handler</c>, <c>folder/file.handler</c>.</param>
    /// <param name="python">Version 3.8 or later; a path in the folder for an environment of the function's own.</param>
    public static ProcessSettings Python(string name, string folder, string handler, string python = "python3") => new()
    {
        // Nothing is written into the developer's folder.
        Name = name, Folder = folder, Handler = handler, Command = [python, "-B", "-c", Read("driver.py")],
    };

    /// <param name="name">The function's.</param>
    /// <param name="folder">Its files, <c>node_modules</c> included; a full path.</param>
    /// <param name="handler"><c>index.handler</c>, <c>folder/file.handler</c>.</param>
    /// <param name="node">Version 18 or later.</param>
    public static ProcessSettings Node(string name, string folder, string handler, string node = "node") => new()
    {
        Name = name, Folder = folder, Handler = handler, Command = [node, "--input-type=module", "-e", Read("driver.mjs")],
    };

    private static string Read(string driver)
    {
        using var reader = new StreamReader(typeof(FunctionProcess).Assembly.GetManifestResourceStream(driver)!);
        return reader.ReadToEnd();
    }
}
