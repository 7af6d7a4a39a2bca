namespace SecretsEmu.Calls;

/// <summary>A service that lives here: how requests find it and what it can do.</summary>
internal sealed class Service(string signingName, IWireForm form, IEnumerable<Operation> operations)
{
    private readonly Dictionary<string, Operation> _operations =
        operations.ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    /// <summary>The service in the credential scope: <c>secretsmanager</c>, <c>sts</c>.</summary>
    public string SigningName { get; } = signingName;

    /// <summary>Its protocol.</summary>
    public IWireForm Form { get; } = form;

    public IReadOnlyCollection<Operation> Operations => _operations.Values;

    public Operation? Find(string name) => _operations.GetValueOrDefault(name);
}
