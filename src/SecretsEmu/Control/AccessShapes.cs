using System.Globalization;
using SecretsEmu.Access;
using SecretsEmu.Explain;

namespace SecretsEmu.Control;

/// <summary>Refused requests, newest first.</summary>
internal sealed record RefusalsAnswer(IReadOnlyList<RefusalAnswer> Refusals);

/// <summary>A refused request, or one that would have been.</summary>
/// <param name="At">The emulator's time, UTC in ISO 8601 with milliseconds.</param>
/// <param name="Principal">Absent when the request did not come as far as that.</param>
/// <param name="Enforced">False where policies only log.</param>
/// <param name="Fault">What somebody broke on purpose and the request met; absent for nothing.</param>
/// <param name="Answer">What went back; absent when the request was answered all the same.</param>
/// <param name="Denied">Empty when no policy had to do with it.</param>
/// <param name="Text">All of it for a person.</param>
internal sealed record RefusalAnswer(
    string RequestId, string At, string? Principal, bool Enforced, string? Fault, RefusedAnswer? Answer, IReadOnlyList<PermissionAnswer> Denied, string Text)
{
    public static RefusalAnswer Of(Refusal refusal) => new(
        refusal.RequestId, refusal.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), refusal.Principal, refusal.IsEnforced, refusal.Fault,
        refusal.Answer, [.. refusal.Denied.Select(PermissionAnswer.Of)], AccessText.Of(refusal));
}

/// <summary>One permission and the reasons of its decision.</summary>
/// <param name="Allowed">The decision.</param>
/// <param name="Action">Such as <c>kms:Decrypt</c>.</param>
/// <param name="Resource">The ARN that statements were compared with; <c>*</c> for an action without a resource.</param>
/// <param name="Shown">The resource as the caller named it.</param>
/// <param name="Via">The service that asked for the caller.</param>
/// <param name="DecidedBy">The kind of policy that decided.</param>
/// <param name="Explicit">Whether a Deny statement decided, or a service control policy that lacks an Allow.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Remedy">What would have to change.</param>
/// <param name="Deciding">The statement that decided.</param>
/// <param name="NearestMiss">The Allow statement that came closest where one was missing.</param>
/// <param name="Policies">All that were looked at, statement by statement.</param>
internal sealed record PermissionAnswer(
    bool Allowed, string Action, string Resource, string? Shown, string? Via, PolicyKind? DecidedBy, bool Explicit, string Reason, string? Remedy,
    ExplainedPlace? Deciding, ExplainedPlace? NearestMiss, IReadOnlyList<ExplainedPolicy> Policies)
{
    public static PermissionAnswer Of(ExplainedPermission permission)
    {
        var why = permission.Explanation;
        return new(
            why.IsAllowed, why.Action, why.Resource, permission.Shown, permission.Via, why.DecidedBy, why.IsExplicit, why.Reason, why.Remedy,
            why.Deciding, why.NearestMiss, why.Policies);
    }
}

/// <summary>A question beforehand.</summary>
/// <param name="As">Who: <c>user/NAME</c> or <c>role/NAME</c> of the default account, an account, or an ARN.</param>
/// <param name="Do">The action as policies write it.</param>
/// <param name="On">A name, id, alias or ARN; <c>*</c> or absent for an action without a resource.</param>
/// <param name="Context">Values of condition keys, beside or instead of those that the request would have.</param>
/// <param name="Region">Of the request; the default region when absent.</param>
internal sealed record CanRequest(string? As, string? Do, string? On, Dictionary<string, IReadOnlyList<string>>? Context, string? Region);

/// <summary>The answer beforehand.</summary>
/// <param name="Principal">The ARN of who would ask.</param>
/// <param name="Hint">A word on what was asked about.</param>
/// <param name="Permissions">All that the request would need, in the order of their decisions.</param>
/// <param name="Text">All of it for a person.</param>
internal sealed record CanAnswer(bool Allowed, string Principal, string? Hint, IReadOnlyList<PermissionAnswer> Permissions, string Text)
{
    public static CanAnswer Of(Forecast forecast) =>
        new(forecast.IsAllowed, forecast.Principal, forecast.Hint, [.. forecast.Permissions.Select(PermissionAnswer.Of)], AccessText.Of(forecast));
}
