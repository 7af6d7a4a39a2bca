using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Rotation.Schedules;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Says how and when a secret is rotated, and begins a rotation; its steps run after the answer.</summary>
/// <remarks>Source: API reference, RotateSecret (secretsmanager.md 4.18, 5).</remarks>
internal sealed class RotateSecret(Rotations rotations, RotationFunctions functions, Envelope envelope)
    : IChange<RotateSecretRequest, Found<Secret>, RotateSecretResponse>, IValidate<RotateSecretRequest>
{
    public void Validate(RotateSecretRequest request)
    {
        if (request.ClientRequestToken is null)
        {
            throw SecretsManagerErrors.RotationTokenRequired.AsException();
        }

        request.RotationRules?.RequireSchedule();
    }

    public Plan<Found<Secret>> Plan(RotateSecretRequest request, Snapshot state, RequestContext context)
    {
        if (request.RotationLambdaArn is { } given)
        {
            RotationFunctions.RequireArn(given, context);
        }

        var plan = SecretPlan.Find(request.SecretId!, Actions.RotateSecret, state, context, request);
        return (request.RotationLambdaArn ?? plan.Found.Record?.Rotation?.LambdaArn) is { } function
            ? plan with { Targets = [.. plan.Targets, functions.InvokeBy(function, context)] }
            : plan;
    }

    public RotateSecretResponse Apply(Found<Secret> found, RotateSecretRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive();
        var token = request.ClientRequestToken!;
        var function = request.RotationLambdaArn ?? secret.Rotation?.LambdaArn;
        if (function is null && secret.OwningService is null)
        {
            throw SecretsManagerErrors.NoRotationFunction.AsException();
        }

        var response = new RotateSecretResponse { Arn = secret.Arn, Name = secret.Name, VersionId = token };
        if (Rotations.IsRepeat(secret, token, unit.State))
        {
            return response;
        }

        if (Rotations.Pending(secret) is not null)
        {
            throw SecretsManagerErrors.PreviousRotationIncomplete.AsException();
        }

        if (function is not null && !functions.MayBeInvoked(function, secret, context))
        {
            throw SecretsManagerErrors.CannotInvokeFunction.AsException();
        }

        if (secret.FindVersion(token) is not null)
        {
            throw SecretsManagerErrors.TokenInUse(token, secret.Arn).AsException();
        }

        var configured = RotationWindows.Replan(Configure(secret, function, request), context.Now, unit) with { LastChangedDate = context.Now };
        if (function is not null)
        {
            Begin(configured, token, request.RotateImmediately is false, unit, context);
            return response;
        }

        if (request.RotateImmediately is not false)
        {
            throw FrontEndErrors.NotEmulated($"rotation by the service that owns a secret ({secret.OwningService})").AsException();
        }

        unit.Put(configured);
        return response;
    }

    private void Begin(Secret secret, string token, bool isTest, UnitOfWork unit, RequestContext context)
    {
        unit.Put(secret);
        if (!isTest)
        {
            rotations.Begin(secret, token, RotationCause.Request, 0, null, unit, context.Now);
            return;
        }

        // The function tests with a copy of the current value (Verified: moto's tests against AWS, secretsmanager.md 4.18).
        var copy = secret.FindStage(StagingLabels.Current) is { Value: { } value } current
            ? envelope.Seal(envelope.Open(value, secret.Arn, current.VersionId, unit.State, context), secret, token, unit, context)
            : null;
        rotations.Begin(secret, token, RotationCause.Test, 0, copy, unit, context.Now);
    }

    // Absent parameters keep what is stored; rules are replaced as a whole (secretsmanager.md 5.4).
    private static Secret Configure(Secret secret, string? function, RotateSecretRequest request)
    {
        var rotation = secret.Rotation ?? new SecretRotation { IsEnabled = true };
        return secret with
        {
            Rotation = rotation with { IsEnabled = true, LambdaArn = function, Rules = request.RotationRules?.ToRules() ?? rotation.Rules },
        };
    }
}

internal sealed class RotateSecretRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>Becomes the id of the pending version; 32 to 64 characters.</summary>
    [Length(32, 64), IdempotencyToken] public string? ClientRequestToken { get; init; }

    /// <summary>At most 2048 characters. Absent keeps the function.</summary>
    [Length(0, 2048), JsonPropertyName("RotationLambdaARN")] public string? RotationLambdaArn { get; init; }

    /// <summary>Absent keeps the rules.</summary>
    public RotationRulesType? RotationRules { get; init; }

    [NotEmulated("secrets of an external Type")] public IReadOnlyList<ExternalSecretRotationMetadataItem>? ExternalSecretRotationMetadata { get; init; }

    /// <summary>20 to 2048 characters.</summary>
    [Length(20, 2048), NotEmulated("secrets of an external Type")] public string? ExternalSecretRotationRoleArn { get; init; }

    /// <summary>True when absent; false only tests, and rotates in the next window.</summary>
    public bool? RotateImmediately { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => key.ToLowerInvariant() switch
    {
        "secretsmanager:rotationlambdaarn" => ConditionValue.Of(RotationLambdaArn),
        "secretsmanager:rotateimmediately" => ConditionValue.Of(RotateImmediately),
        "secretsmanager:modifyrotationrules" => RotationRules is null ? null : ConditionValue.Of((bool?)true),
        "secretsmanager:externalsecretrotationrolearn" => ConditionValue.Of(ExternalSecretRotationRoleArn),
        _ => null,
    };
}

internal sealed class RotateSecretResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>The id of the pending version: the token.</summary>
    public string? VersionId { get; init; }
}

/// <summary>When a secret is rotated.</summary>
internal sealed class RotationRulesType
{
    /// <summary>1 to 1000 days.</summary>
    [Range(1, 1000)] public long? AutomaticallyAfterDays { get; init; }

    /// <summary>The length of the window in hours: 2 to 3 characters such as <c>3h</c>.</summary>
    [Length(2, 3), Pattern("[0-9]+h")] public string? Duration { get; init; }

    /// <summary>A rate or cron expression of 1 to 256 characters.</summary>
    [Length(1, 256), Pattern(@"[0-9A-Za-z\(\)#\?\*\-\/, ]+")] public string? ScheduleExpression { get; init; }

    /// <summary>As DescribeSecret shows them, the calculated days beside an expression.</summary>
    public static RotationRulesType? Of(RotationRules? rules) => rules is null ? null : new()
    {
        AutomaticallyAfterDays = rules.AutomaticallyAfterDays ?? rules.CalculatedDays,
        Duration = rules.Duration,
        ScheduleExpression = rules.ScheduleExpression,
    };

    /// <summary>The rules of a schedule, in the order in which AWS checks them (secretsmanager.md 5.5).</summary>
    /// <exception cref="AwsErrorException">They make no schedule.</exception>
    public void RequireSchedule()
    {
        if (RotationSchedule.Parse(AutomaticallyAfterDays, ScheduleExpression, Duration, out _) is { } problem)
        {
            throw ErrorOf(problem).AsException();
        }
    }

    /// <summary>What is kept; null for rules that say nothing.</summary>
    public RotationRules? ToRules() =>
        this is { AutomaticallyAfterDays: null, Duration: null, ScheduleExpression: null } ? null : new(AutomaticallyAfterDays, ScheduleExpression, Duration);

    private static AwsError ErrorOf(ScheduleProblem problem) => problem switch
    {
        ScheduleProblem.BothGiven => SecretsManagerErrors.FrequencyAndExpression,
        ScheduleProblem.InvalidExpression => SecretsManagerErrors.InvalidScheduleExpression,
        ScheduleProblem.RateInHours => SecretsManagerErrors.RateInHoursOutOfRange,
        ScheduleProblem.RateInDays => SecretsManagerErrors.RateInDaysOutOfRange,
        ScheduleProblem.DurationRange => SecretsManagerErrors.DurationOutOfRange,
        ScheduleProblem.DurationAboveRate => SecretsManagerErrors.DurationAboveRate,
        _ => SecretsManagerErrors.WindowBeyondDay,
    };
}

/// <summary>What the holder of an external secret needs to rotate it.</summary>
internal sealed class ExternalSecretRotationMetadataItem
{
    /// <summary>1 to 256 characters.</summary>
    [Length(1, 256)] public string? Key { get; init; }

    /// <summary>1 to 2048 characters.</summary>
    [Length(1, 2048)] public string? Value { get; init; }
}
