using SecretsEmu.Access;

namespace SecretsEmu.Calls;

/// <summary>Decides for a request, and keeps each refusal for whoever asks why.</summary>
internal interface IAuthorizer
{
    /// <summary>The decision that counts: where refusals are only logged, a refusal is recorded and comes back as allowed.</summary>
    Decision Decide(Target target, RequestContext context);
}

/// <summary>Lets everything pass: for what the user's own files make, such as a seed.</summary>
internal sealed class Unquestioned : IAuthorizer
{
    public static Unquestioned Instance { get; } = new();

    public Decision Decide(Target target, RequestContext context) => new(true, null);
}
