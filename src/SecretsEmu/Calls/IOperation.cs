using SecretsEmu.State;

namespace SecretsEmu.Calls;

/// <summary>What an operation's plan looked for: it, or nothing. Whether it exists is only revealed by <see cref="OrThrow"/>.</summary>
internal readonly record struct Found<T>(T? Record)
    where T : class
{
    public T OrThrow(AwsError missing) => Record ?? throw missing.AsException();
}

/// <summary>The answer of an operation that has no output: an empty body.</summary>
internal sealed record NoContent
{
    public static NoContent Instance { get; } = new();
}

/// <summary>Rules across the members of one request that need no state. They come before anything is looked up.</summary>
internal interface IValidate<in TRequest>
{
    /// <exception cref="AwsErrorException">The members do not go together.</exception>
    void Validate(TRequest request);
}

/// <summary>An operation that changes nothing.</summary>
internal interface IRead<in TRequest, TPlan, out TResponse>
{
    /// <summary>Finds what the operation will touch, once, without revealing whether it exists, and names the permissions that it needs.</summary>
    Plan<TPlan> Plan(TRequest request, Snapshot state, RequestContext context);

    TResponse Answer(TPlan found, TRequest request, Snapshot state, RequestContext context);
}

/// <summary>An operation that changes state: it runs on the writer, against the state that it changes.</summary>
internal interface IChange<in TRequest, TPlan, out TResponse>
{
    /// <summary>Finds what the operation will touch, once, without revealing whether it exists, and names the permissions that it needs.</summary>
    Plan<TPlan> Plan(TRequest request, Snapshot state, RequestContext context);

    TResponse Apply(TPlan found, TRequest request, UnitOfWork unit, RequestContext context);
}

/// <summary>A change of which a part takes too long for the writer: the generation of asymmetric keys.</summary>
internal interface IPreparedChange<in TRequest, TPrepared, TPlan, out TResponse>
{
    /// <summary>As <see cref="IChange{TRequest, TPlan, TResponse}"/>; asked twice, before the preparation on the current state and on the writer.</summary>
    Plan<TPlan> Plan(TRequest request, Snapshot state, RequestContext context);

    /// <summary>What takes long, once the stateless rules and a first decision have passed.</summary>
    TPrepared Prepare(TRequest request);

    TResponse Apply(TPrepared prepared, TPlan found, TRequest request, UnitOfWork unit, RequestContext context);
}

/// <summary>An operation of callers without credentials: its requests need no signature, and one that they bring says nothing (kms-iam-sts.md 6.2).</summary>
internal interface IUnsigned;
