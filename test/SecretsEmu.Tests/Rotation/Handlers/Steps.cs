using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SecretsEmu.Rotation.Handlers;

namespace SecretsEmu.Tests.Rotation.Handlers;

/// <summary>One step on its way to a function, and what came into its log.</summary>
internal sealed class Step
{
    public const string RequestId = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
    public const string FunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";

    private readonly ConcurrentQueue<string> _log = new();

    public Step(string name = "createSecret", Action<string>? onLine = null, ISecretsCalls? secrets = null) => Invocation = new Invocation
    {
        RequestId = RequestId,
        FunctionArn = FunctionArn,
        Event = new RotationEvent(name, "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-a1b2c3", "token-1", "rotation-token-1"),
        Deadline = new DateTimeOffset(2026, 1, 31, 8, 0, 30, TimeSpan.Zero),
        Log = line =>
        {
            _log.Enqueue(line);
            onLine?.Invoke(line);
        },
        Secrets = secrets ?? new NoSecrets(),
    };

    public Invocation Invocation { get; }

    public IReadOnlyList<string> Log => [.. _log];

    private sealed class NoSecrets : ISecretsCalls
    {
        public Task<JsonObject> Call(string operation, JsonObject request) => throw new InvalidOperationException("A function elsewhere brings its own client.");
    }
}
