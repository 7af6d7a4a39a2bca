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

    /// <summary>A permission of a request was denied; kept once, however often the request asked for it.</summary>
    /// <param name="context">The request's.</param>
    /// <param name="denied">What was denied, and why.</param>
    /// <param name="isEnforced">False where policies only log.</param>
    public void Denied(RequestContext context, ExplainedPermission denied, bool isEnforced) => Change(
        context.RequestId,
        () => new() { RequestId = context.RequestId, At = context.Now, Principal = context.Caller.Arn, IsEnforced = isEnforced },
        refusal => refusal.Denied.Any(known => IsSame(known.Explanation, denied.Explanation)) ? refusal : refusal with { Denied = refusal.Denied.Add(denied) });

    /// <summary>A request was answered with an error.</summary>
    public void Answered(Call call, AwsError error, DateTimeOffset now) => Change(
        call.RequestId,
        () => new() { RequestId = call.RequestId, At = now, Principal = call.Context?.Caller.Arn },
        refusal => refusal with { Answer = new(call.Title, error.Status, error.Type, Cut(error.Message), Cut(call.Hint)), Fault = call.Fault });

    /// <summary>A request was answered, and met what somebody broke on purpose on the way.</summary>
    public void Broken(Call call, DateTimeOffset now) => Change(
        call.RequestId,
        () => new() { RequestId = call.RequestId, At = now, Principal = call.Context?.Caller.Arn },
        refusal => refusal with { Fault = call.Fault });

    /// <summary>The refusal of one request, or null when there was none or it made room.</summary>
    public Refusal? Find(string requestId)
    {
        lock (_gate)
        {
            return _byRequest.GetValueOrDefault(requestId);
        }
    }

    /// <summary>The newest one, or null.</summary>
    public Refusal? Latest
    {
        get
        {
            lock (_gate)
            {
                return _newestFirst.First is { Value: var id } ? _byRequest[id] : null;
            }
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

    private static bool IsSame(Explanation one, Explanation other) => one.Action == other.Action && one.Resource == other.Resource;

    private static string? Cut(string? sentence) => sentence is { Length: > LongestSentence } ? sentence[..LongestSentence] + "…" : sentence;
}
