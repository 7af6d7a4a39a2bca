using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Events;
using SecretsEmu.Pipeline;
using SecretsEmu.Randomness;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Steps;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Control;

/// <summary>Rotation from the side: begin one, watch it, let it go on; what functions there are, what happened, who read what.</summary>
/// <param name="rotator">Runs rotations.</param>
/// <param name="rotations">Begins them.</param>
/// <param name="functions">The declared functions.</param>
/// <param name="invoker">Calls RotateSecret.</param>
/// <param name="readers">Who read which version.</param>
/// <param name="random">Draws tokens.</param>
/// <param name="account">Where a name without account is looked up.</param>
/// <param name="region">Where a name without region is looked up.</param>
internal sealed class RotationEndpoints(
    Rotator rotator, Rotations rotations, HandlerCatalog functions, Invoker invoker, Readers readers, IRandom random, string account, string region)
{
    private const string Deleted = "the secret was deleted";

    /// <summary>The clock waits for what runs; for what waits itself it would wait for ever.</summary>
    /// <exception cref="ArgumentException">A rotation is paused.</exception>
    public void RequireNonePaused()
    {
        if (rotator.Paused is { } paused)
        {
            throw new ArgumentException($"A rotation of {paused.SecretArn} is paused: let it go on or end it before the clock moves (secrets-emu rotate {paused.SecretArn} --continue or --abort).");
        }
    }

    public Task Functions(HttpContext http) => ControlEndpoints.Write(
        http, 200, new FunctionsAnswer([.. functions.Declared.Select(AnswerOf)]), ControlEndpoints.Shapes.FunctionsAnswer);

    /// <summary>Events in AWS's shape, oldest first; of one secret or name where the query says so.</summary>
    public static Task Events(HttpContext http, Controls controls)
    {
        var (secret, name) = ((string?)http.Request.Query["secret"], (string?)http.Request.Query["name"]);
        var events = controls.Writer.Current.EventsAfter(0)
            .Where(one => secret is null || one.SecretArn == secret || one.SecretName == secret)
            .Where(one => name is null || one.Name == name);
        return ControlEndpoints.Write(http, 200, new JsonObject { ["events"] = new JsonArray([.. events.Select(EventJson.Of)]) }.ToJsonString());
    }

    public Task Readers(HttpContext http, Controls controls)
    {
        var state = controls.Writer.Current;
        var secret = Find(http.Request.Query["secret"], http.Request.Query["region"], state);
        var read = readers.Of(secret, state).Select(reader => new ReaderAnswer(
            reader.Caller, reader.Client, reader.VersionId, secret.Labels.LabelsOf(reader.VersionId), ControlEndpoints.Text(reader.At)));
        return ControlEndpoints.Write(
            http,
            200,
            new ReadersAnswer(
                secret.Arn, secret.Labels.VersionOf(StagingLabels.Current),
                secret.Rotation?.LastRotatedDate is { } rotated ? ControlEndpoints.Text(rotated) : null, [.. read]),
            ControlEndpoints.Shapes.ReadersAnswer);
    }

    /// <summary>The rotations of a secret, newest first, the running one among them.</summary>
    public Task List(HttpContext http, Controls controls)
    {
        var state = controls.Writer.Current;
        var secret = Find(http.Request.Query["secret"], http.Request.Query["region"], state);
        return ControlEndpoints.Write(
            http, 200, new RotationsAnswer(secret.Arn, rotator.Find(secret.Arn)?.PausedBefore, [.. state.RotationsOf(secret)]), ControlEndpoints.Shapes.RotationsAnswer);
    }

    /// <summary>Begins a rotation, or goes on with one that failed, and answers with it at once.</summary>
    public async Task Begin(HttpContext http, RotateRequest request, Controls controls)
    {
        if (request.PauseBefore is { } step && !StepNames.All.Contains(step))
        {
            throw new ArgumentException($"'{step}' is no step: there are {string.Join(", ", StepNames.All)}.");
        }

        var state = controls.Writer.Current;
        var secret = Find(request.Secret, request.Region, state);
        if (state.RunningRotation(secret.Arn) is { } running)
        {
            throw new ArgumentException($"A rotation of {secret.Arn} runs already, since {ControlEndpoints.Text(running.StartedAt)}.");
        }

        var token = Rotations.Pending(secret) ?? random.Uuid();
        rotator.Prepare(token, new RunOptions(request.Rehearse ?? false, request.PauseBefore));
        RotationAttempt attempt;
        try
        {
            attempt = await (Rotations.Pending(secret) is null ? Rotate(secret, token, controls) : GoOn(secret, controls));
        }
        catch (ArgumentException)
        {
            // Or the rotation that begins under it some day would be rehearsed, or would wait for a word.
            rotator.Forget(token);
            throw;
        }

        await ControlEndpoints.Write(http, 200, new RotationsAnswer(secret.Arn, null, [attempt]), ControlEndpoints.Shapes.RotationsAnswer);
    }

    /// <summary>The word for a rotation that waits before a step.</summary>
    public Task Resume(HttpContext http, ResumeRequest request, Controls controls)
    {
        var secret = Find(request.Secret, request.Region, controls.Writer.Current);
        if (rotator.Find(secret.Arn) is not { PausedBefore: { } step } run)
        {
            throw new ArgumentException($"No rotation of {secret.Arn} waits before a step.");
        }

        run.Resume(request.Action switch
        {
            "continue" => true,
            "abort" => false,
            _ => throw new ArgumentException("A rotation that waits takes the action continue or abort."),
        });
        return ControlEndpoints.Write(http, 200, new RotationsAnswer(secret.Arn, step, []), ControlEndpoints.Shapes.RotationsAnswer);
    }

    private async Task<RotationAttempt> Rotate(Secret secret, string token, Controls controls)
    {
        try
        {
            await invoker.Invoke(new OperationCall(
                "secretsmanager", "RotateSecret", new JsonObject { ["SecretId"] = secret.Arn, ["ClientRequestToken"] = token },
                Principal.Root(secret.Scope.Account), secret.Scope.Region, "secrets-emu"));
        }
        catch (AwsErrorException refused)
        {
            throw new ArgumentException($"{refused.Error.Type}: {refused.Error.Message}");
        }

        return Newest(secret, controls);
    }

    // What AWS does at the next window, now: somebody mended the function.
    private async Task<RotationAttempt> GoOn(Secret secret, Controls controls)
    {
        var begun = await controls.Writer.Run(unit => unit.State.SecretByArn(secret.Arn) is { } found
            ? rotations.BeginRetry(found, unit, controls.Clock.Now(unit.State))
            : new(null, Deleted));
        return begun.Attempt ?? throw new ArgumentException($"The rotation of {secret.Arn} that failed cannot go on: {begun.Reason}.");
    }

    private static RotationAttempt Newest(Secret secret, Controls controls)
    {
        var state = controls.Writer.Current;
        return state.SecretByArn(secret.Arn) is { } found && state.RotationsOf(found).FirstOrDefault() is { } newest
            ? newest
            : throw new ArgumentException($"The rotation of {secret.Arn} is no more: {Deleted}.");
    }

    private Secret Find(string? secretId, string? regionOrDefault, Snapshot state)
    {
        if (string.IsNullOrEmpty(secretId))
        {
            throw new ArgumentException("Name the secret.");
        }

        var context = new RequestContext(Principal.Root(account), SecretId.Parse(secretId) is { Kind: not SecretIdKind.Name and not SecretIdKind.Malformed } arn ? arn.Region.ToString() : regionOrDefault ?? region, "", Unquestioned.Instance);
        try
        {
            return SecretPlan.Find(secretId, Actions.DescribeSecret, state, context).Found.Record
                ?? throw new ArgumentException($"There is no secret '{secretId}' in account {account}, region {context.Region}.{(context.Hint is { } hint ? $" {char.ToUpperInvariant(hint[0])}{hint[1..]}." : "")}");
        }
        catch (AwsErrorException malformed)
        {
            throw new ArgumentException($"'{secretId}' is neither the name nor the ARN of a secret: {malformed.Error.Message}");
        }
    }

    private FunctionAnswer AnswerOf(HandlerSettings settings) => new(
        settings.Name, $"arn:{Scope.PartitionOf(region)}:lambda:{region}:{account}:function:{settings.Name}", settings.Description, settings.Timeout.TotalSeconds, settings.Role);
}
