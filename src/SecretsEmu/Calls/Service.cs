namespace SecretsEmu.Calls;

/// <summary>A service that lives here: how requests find it and what it can do.</summary>
internal sealed class Service(string signingName, IWireForm form, Func<IEnumerable<Operation>> operations)
{
    // Made by the first request: a start does not wait for the types of eighty operations.
    private readonly Lazy<Dictionary<string, Operation>> _operations =
        new(() => operations().ToDictionary(operation => operation.Name, StringComparer.Ordinal));

    /// <summary>The service in the credential scope: <c>secretsmanager</c>, <c>sts</c>.</summary>
    public string SigningName { get; } = signingName;

    /// <summary>Its protocol.</summary>
    public IWireForm Form { get; } = form;

    /// <summary>What it answers when it fails inside.</summary>
    public AwsError InternalError { get; init; } = FrontEndErrors.InternalServiceError;

    public IReadOnlyCollection<Operation> Operations => _operations.Value.Values;

    public Operation? Find(string name) => _operations.Value.GetValueOrDefault(name);
}
