namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>Where the code of a .NET function is: <c>Assembly::Namespace.Type::Method</c> (integrations.md 1.9).</summary>
/// <param name="Assembly">Its simple name, which is the name of its file without <c>.dll</c>.</param>
/// <param name="Type">Its full name.</param>
/// <param name="Method">Its name, or its whole signature as .NET prints it: <c>Void Handle(System.String)</c>.</param>
internal sealed record HandlerString(string Assembly, string Type, string Method)
{
    private const string Separator = "::";

    /// <exception cref="HandlerException">A part is missing.</exception>
    public static HandlerString Parse(string handler)
    {
        if (handler.Length == 0)
        {
            throw LambdaErrors.EmptyHandler();
        }

        var parts = handler.Split(Separator, 3);
        if (parts.Length != 3)
        {
            throw LambdaErrors.InvalidHandler(handler);
        }

        return new(Part(0, "assembly"), Part(1, "type"), Part(2, "method"));

        string Part(int index, string name) => parts[index].Trim() is { Length: > 0 } part ? part : throw LambdaErrors.MissingPart(handler, name);
    }
}
