namespace SecretsEmu.Access;

/// <summary>A policy as it was given, and as it was read: once, when it is stored or first needed after a start.</summary>
internal sealed class PolicyText
{
    private readonly Lazy<PolicyDocument> _document;

    /// <summary>A text that was read already.</summary>
    public PolicyText(string text, PolicyDocument document) => (Text, _document) = (text, new(document));

    private PolicyText(string text, Func<string, PolicyDocument> parse) => (Text, _document) = (text, new(() => parse(text)));

    /// <summary>Comes back to callers to the letter.</summary>
    public string Text { get; }

    public PolicyDocument Document => _document.Value;

    /// <summary>A resource policy from the store, which was checked when it was put there, or one that AWS itself writes.</summary>
    public static PolicyText OfResource(string text) => new(text, PolicyDocument.ParseStored);

    /// <summary>The trust policy of a role.</summary>
    public static PolicyText OfTrust(string text) => new(text, PolicyDocument.ParseTrust);

    /// <summary>An identity policy, boundary, session or service control policy from the store.</summary>
    public static PolicyText OfIdentity(string text) => new(text, PolicyDocument.ParseIdentity);

    public override string ToString() => Text;
}
