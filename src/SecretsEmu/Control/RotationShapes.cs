using SecretsEmu.SecretsManager;

namespace SecretsEmu.Control;

/// <summary>The declared rotation functions.</summary>
internal sealed record FunctionsAnswer(IReadOnlyList<FunctionAnswer> Functions);

/// <summary>One of them, under its ARN in the default account and region.</summary>
internal sealed record FunctionAnswer(string Name, string Arn, string Description, double TimeoutSeconds, string? Role);

/// <summary>Which secret to rotate, and how.</summary>
/// <param name="Secret">A name or ARN.</param>
/// <param name="Region">Where a name is looked up; the server's own when absent.</param>
/// <param name="Rehearse">Whether steps are repeated and crashes injected.</param>
/// <param name="PauseBefore">A step before which the rotation waits.</param>
internal sealed record RotateRequest(string? Secret, string? Region, bool? Rehearse, string? PauseBefore);

/// <summary>The word for a rotation that waits: <c>continue</c> or <c>abort</c>.</summary>
internal sealed record ResumeRequest(string? Secret, string? Region, string? Action);

/// <summary>Rotations of a secret, newest first.</summary>
/// <param name="PausedBefore">The step before which the newest one waits.</param>
internal sealed record RotationsAnswer(string Secret, string? PausedBefore, IReadOnlyList<RotationAttempt> Rotations);

/// <summary>Who read a secret, the latest first.</summary>
/// <param name="Current">The id of the current version.</param>
/// <param name="LastRotated">When a rotation last succeeded.</param>
internal sealed record ReadersAnswer(string Secret, string? Current, string? LastRotated, IReadOnlyList<ReaderAnswer> Readers);

/// <summary>The last time that a caller read a version.</summary>
internal sealed record ReaderAnswer(string Caller, string Client, string VersionId, IReadOnlyList<string> Stages, string At);
