using System.Collections.Concurrent;
using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Rotation.Steps;

/// <summary>
/// Which calls that come over HTTP belong to which step: by the access key that the function was given, or, where the
/// function brings credentials of its own, by the secret that they name.
/// </summary>
internal sealed class CallWatch
{
    private readonly ConcurrentDictionary<StepRecorder, Watched> _steps = new();

    /// <summary>Until it is disposed, calls go to the recorder.</summary>
    /// <param name="recorder">Of the step.</param>
    /// <param name="secretArn">The secret that is rotated.</param>
    /// <param name="accessKeyId">What the function was given; null where it has credentials of its own.</param>
    public IDisposable Begin(StepRecorder recorder, string secretArn, string? accessKeyId)
    {
        _steps[recorder] = new(secretArn, accessKeyId);
        return new End(_steps, recorder);
    }

    /// <summary>Sees every call.</summary>
    public void Observe(Call call, object? response, AwsError? error)
    {
        if (_steps.IsEmpty)
        {
            return;
        }

        if (FindStep(call) is { } recorder)
        {
            recorder.Add(call, response, error);
        }
    }

    // A function that runs several rotations at once has one key for all: then the secret decides.
    private StepRecorder? FindStep(Call call)
    {
        var key = call.Authorization?.AccessKeyId;
        var secretId = StepRecorder.SecretIdOf(call);
        StepRecorder? ofKey = null;
        var keys = 0;
        foreach (var (recorder, watched) in _steps)
        {
            var isOfKey = watched.AccessKeyId is { } given && given == key;
            if (watched.SecretArn == secretId && (isOfKey || watched.AccessKeyId is null))
            {
                return recorder;
            }

            if (isOfKey)
            {
                ofKey = recorder;
                keys++;
            }
        }

        return keys == 1 ? ofKey : null;
    }

    private sealed record Watched(string SecretArn, string? AccessKeyId);

    private sealed class End(ConcurrentDictionary<StepRecorder, Watched> steps, StepRecorder recorder) : IDisposable
    {
        public void Dispose() => steps.TryRemove(recorder, out _);
    }
}
