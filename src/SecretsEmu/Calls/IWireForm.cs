
namespace SecretsEmu.Calls;

/// <summary>One of AWS's protocols: how a request is read and an answer is written.</summary>
internal interface IWireForm
{
    /// <summary>Whether an unsigned request is of this form and for this kind of service.</summary>
    bool Recognizes(Call call);

    /// <summary>Reads the body as far as that needs no operation.</summary>
    /// <exception cref="AwsErrorException">It cannot be read.</exception>
    void Parse(Call call);

    /// <summary>The operation that the request names.</summary>
    /// <exception cref="AwsErrorException">None that the service has.</exception>
    Operation FindOperation(Call call, Service service);

    /// <summary>Compares the JSON types of the members with the operation's shape and binds them.</summary>
    /// <exception cref="AwsErrorException">A member has a wrong type.</exception>
    object Bind(Call call);

    Reply Answer(Call call, object response);

    /// <summary>The error by the code and status that this protocol has for it.</summary>
    AwsError Named(AwsError error);

    /// <param name="call">What is refused.</param>
    /// <param name="error">As <see cref="Named"/> has it.</param>
    Reply Refuse(Call call, AwsError error);
}

/// <summary>What goes back: complete, so that its length is known.</summary>
internal readonly record struct Reply(int Status, string ContentType, ReadOnlyMemory<byte> Body);
