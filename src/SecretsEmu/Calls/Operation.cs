using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Calls;

/// <summary>One line of a service's operation table: a name on the wire, two shapes and the rules behind it.</summary>
/// <param name="name">As AWS writes it, case-sensitive.</param>
/// <param name="json">The form of the service's JSON, which knows its shapes.</param>
/// <param name="request">The type of the request.</param>
/// <param name="response">The type of the answer, or null where there is no output.</param>
internal abstract class Operation(string name, JsonSerializerOptions json, Type request, Type? response)
{
    // Made on first use: a start must not pay for the shapes of operations that nobody calls.
    private readonly Lazy<JsonTypeInfo> _request = new(() => json.GetTypeInfo(request));
    private readonly Lazy<JsonTypeInfo?> _response = new(() => response is null ? null : json.GetTypeInfo(response));
    private readonly Lazy<Shape> _shape = new(() => Shape.Of(json.GetTypeInfo(request)));

    public string Name { get; } = name;

    public Shape Shape => _shape.Value;

    /// <summary>What a caller is told is missing when the whole operation is, or null.</summary>
    public virtual string? NotEmulated => null;

    /// <summary>Whether nobody needs to sign it: who calls has no credentials yet.</summary>
    public virtual bool IsUnsigned => false;

    /// <summary>Reads a request whose types were checked.</summary>
    public object Bind(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize(body, _request.Value)!;

    /// <summary>The operation's rules across members that need no state.</summary>
    public virtual void Validate(object request)
    {
    }

    /// <summary>Plans, then acts; a change runs on the writer and is durable when the task completes.</summary>
    public abstract ValueTask<object> Run(object request, RequestContext context, Writer writer, Clock clock);

    /// <summary>How its answer is written; null where it has no output.</summary>
    public JsonTypeInfo? Response => _response.Value;

    public static Operation Read<TRequest, TPlan, TResponse>(
        string name, IRead<TRequest, TPlan, TResponse> rules, JsonSerializerOptions json)
        where TRequest : class
        where TResponse : class =>
        new ReadOperation<TRequest, TPlan, TResponse>(name, rules, json);

    public static Operation Change<TRequest, TPlan, TResponse>(
        string name, IChange<TRequest, TPlan, TResponse> rules, JsonSerializerOptions json)
        where TRequest : class
        where TResponse : class =>
        new ChangeOperation<TRequest, TPlan, TResponse>(name, rules, json);

    public static Operation Change<TRequest, TPrepared, TPlan, TResponse>(
        string name, IPreparedChange<TRequest, TPrepared, TPlan, TResponse> rules, JsonSerializerOptions json)
        where TRequest : class
        where TResponse : class =>
        new PreparedOperation<TRequest, TPrepared, TPlan, TResponse>(name, rules, json);

    /// <summary>Known to AWS, checked like the others, and refused with a typed error that says what is missing.</summary>
    public static Operation Missing<TRequest>(string name, string what, JsonSerializerOptions json)
        where TRequest : class =>
        new MissingOperation(name, what, json, typeof(TRequest));

    private static Type? OutputOf(Type response) => response == typeof(NoContent) ? null : response;

    private sealed class ReadOperation<TRequest, TPlan, TResponse>(
        string name, IRead<TRequest, TPlan, TResponse> rules, JsonSerializerOptions json)
        : Operation(name, json, typeof(TRequest), OutputOf(typeof(TResponse)))
        where TRequest : class
        where TResponse : class
    {
        public override bool IsUnsigned => rules is IUnsigned;

        public override void Validate(object request) => (rules as IValidate<TRequest>)?.Validate((TRequest)request);

        public override ValueTask<object> Run(object request, RequestContext context, Writer writer, Clock clock)
        {
            var newest = writer.Current;
            context.Now = clock.Now(newest);
            var state = context.StaleState ?? newest;
            var plan = rules.Plan((TRequest)request, state, context);
            context.Require(plan.Targets);
            return ValueTask.FromResult<object>(rules.Answer(plan.Found, (TRequest)request, state, context));
        }
    }

    private sealed class ChangeOperation<TRequest, TPlan, TResponse>(
        string name, IChange<TRequest, TPlan, TResponse> rules, JsonSerializerOptions json)
        : Operation(name, json, typeof(TRequest), OutputOf(typeof(TResponse)))
        where TRequest : class
        where TResponse : class
    {
        public override bool IsUnsigned => rules is IUnsigned;

        public override void Validate(object request) => (rules as IValidate<TRequest>)?.Validate((TRequest)request);

        public override async ValueTask<object> Run(object request, RequestContext context, Writer writer, Clock clock) =>
            await writer.Run(unit =>
            {
                unit.Cause = context.Cause;
                context.Now = clock.Now(unit.State);
                var plan = rules.Plan((TRequest)request, unit.State, context);
                context.Require(plan.Targets);
                return rules.Apply(plan.Found, (TRequest)request, unit, context);
            });
    }

    private sealed class PreparedOperation<TRequest, TPrepared, TPlan, TResponse>(
        string name, IPreparedChange<TRequest, TPrepared, TPlan, TResponse> rules, JsonSerializerOptions json)
        : Operation(name, json, typeof(TRequest), OutputOf(typeof(TResponse)))
        where TRequest : class
        where TResponse : class
    {
        public override bool IsUnsigned => rules is IUnsigned;

        public override void Validate(object request) => (rules as IValidate<TRequest>)?.Validate((TRequest)request);

        public override async ValueTask<object> Run(object request, RequestContext context, Writer writer, Clock clock)
        {
            var state = writer.Current;
            context.Now = clock.Now(state);
            context.Require(rules.Plan((TRequest)request, state, context).Targets);
            var prepared = rules.Prepare((TRequest)request);
            return await writer.Run(unit =>
            {
                unit.Cause = context.Cause;
                context.Now = clock.Now(unit.State);
                var plan = rules.Plan((TRequest)request, unit.State, context);
                context.Require(plan.Targets);
                return rules.Apply(prepared, plan.Found, (TRequest)request, unit, context);
            });
        }
    }

    private sealed class MissingOperation(string name, string what, JsonSerializerOptions json, Type request) : Operation(name, json, request, null)
    {
        public override string NotEmulated => what;

        public override ValueTask<object> Run(object request, RequestContext context, Writer writer, Clock clock) =>
            throw FrontEndErrors.NotEmulated(what).AsException();
    }
}
