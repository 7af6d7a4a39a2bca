namespace RotationFunctions;

/// <summary>What Secrets Manager sends. No package of AWS has a class for it: authors write their own.</summary>
public sealed class RotationEvent
{
    public string Step { get; set; } = "";
    public string SecretId { get; set; } = "";
    public string ClientRequestToken { get; set; } = "";
    public string? RotationToken { get; set; }
}
