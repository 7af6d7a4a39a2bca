using SecretsEmu.Access;
using SecretsEmu.Calls;

namespace SecretsEmu.Explain;

/// <summary>The last requests that were refused, or would have been: a ring, safe to use from several threads.</summary>
internal sealed class Refusals
{
    /// <summary>How many requests are kept; older ones make room.</summary>
    public const int Kept = 1000;

    // A sentence may quote what its caller sent.
    private const int LongestSentence = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Refusal> _byRequest = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _newestFirst = [];

    /// <summary>A permission of a request was denied; once, however often the request asked for it.</summary>
    public void Denied(RequestContext context, DeniedPermission denied) => Change(
        context.RequestId,
        () => new() { RequestId = context.RequestId, At = context.Now, Principal = context.Caller.Arn },
        refusal => refusal.Denied.Any(known => known.Target.Action == denied.Target.Action && known.Target.Arn == denied.Target.Arn)
            ? refusal
            : refusal with { Denied = refusal.Denied.Add(denied) });

    /// <summary>A request was answered with an error.</summary>
    public void Answered(Call call, AwsError error, DateTimeOffset now) => Change(
        call.RequestId,
        () => new() { RequestId = call.RequestId, At = now, Principal = call.Context?.Caller.Arn },
        refusal => refusal with { Answer = new(call.Title, error.Status, error.Type, Cut(error.Message), Cut(call.Context?.Hint)) });

    /// <summary>The refusal of one request, or null when there was none or it made room.</summary>
    public Refusal? Find(string requestId)
    {
        lock (_gate)
        {
            return _byRequest.GetValueOrDefault(requestId);
        }
    }

    /// <summary>The newest ones, newest first.</summary>
    public IReadOnlyList<Refusal> Newest(int most)
    {
        lock (_gate)
        {
            return [.. _newestFirst.Take(most).Select(id => _byRequest[id])];
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _byRequest.Clear();
            _newestFirst.Clear();
        }
    }

    private void Change(string requestId, Func<Refusal> begin, Func<Refusal, Refusal> change)
    {
        lock (_gate)
        {
            if (!_byRequest.TryGetValue(requestId, out var refusal))
            {
                refusal = begin();
                _newestFirst.AddFirst(requestId);
                if (_newestFirst.Count > Kept)
                {
                    _byRequest.Remove(_newestFirst.Last!.Value);
                    _newestFirst.RemoveLast();
                }
            }

            _byRequest[requestId] = change(refusal);
        }
    }

    private static string? Cut(string? sentence) => sentence is { Length: > LongestSentence } ? sentence[..LongestSentence] + "…" : sentence;
}
