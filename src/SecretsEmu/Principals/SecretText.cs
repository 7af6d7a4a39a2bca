namespace SecretsEmu.Principals;

/// <summary>A secret access key or a session token: sealed in the store, opened when a signature is first compared with it, never printed.</summary>
internal sealed class SecretText
{
    private readonly Lazy<string> _text;

    public SecretText(string text) => _text = new(text);

    /// <summary>One from the store: what opens it costs the machine's cryptography, which a start does without.</summary>
    public SecretText(Func<string> open) => _text = new(open);

    public string Reveal() => _text.Value;

    public override string ToString() => "***";
}
