using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>
/// Encryption of SecureString values, with the parameter's ARN bound in and KMS called as the caller: a standard parameter by
/// kms:Encrypt itself, an advanced one under a data key. Source: Parameter Store user guide, "AWS KMS encryption for SecureString".
/// </summary>
/// <remarks>
/// AWS writes an advanced value in the message format of its Encryption SDK, which signs as well; here it is the encrypted
/// data key behind its length, then AES-256-GCM as everywhere here. Nobody but the service can read either.
/// </remarks>
internal sealed class SecureStrings(KmsDoor door, IRandom random)
{
    private const int LengthBytes = sizeof(ushort);

    /// <summary>What Parameter Store says of itself to KMS (kms-iam-sts.md 2.7).</summary>
    public static KmsClientService Service { get; } = new("ssm", "SSM", "Default key that protects my SSM parameters when no other key is defined");

    /// <summary>Encrypts a value; makes the service's default key in the same unit on first use.</summary>
    /// <param name="text">In clear.</param>
    /// <param name="keyId">As a request names it; <c>alias/aws/ssm</c> is the service's default key.</param>
    /// <param name="tier">Of the version.</param>
    /// <param name="name">Of the parameter.</param>
    /// <param name="scope">Of the parameter.</param>
    /// <param name="unit">Where the key is.</param>
    /// <param name="context">The caller's.</param>
    /// <exception cref="AwsErrorException">The key cannot be used, or not by this caller.</exception>
    public ParameterValue Seal(string text, string keyId, string tier, string name, Scope scope, UnitOfWork unit, RequestContext context)
    {
        var arn = ParameterNames.ArnOf(scope, name);
        var asked = IsDefaultKey(keyId, scope) ? door.DefaultKey(Service, unit, scope, context.Now).Arn : keyId;
        var content = Encoding.UTF8.GetBytes(text);
        var blob = InWordsOfSsm(context, through => tier == ParameterTiers.Advanced
            ? SealUnderDataKey(content, asked, ContextOf(arn), unit.State, through)
            : door.Encrypt(asked, content, ContextOf(arn), unit.State, through));
        return new(Convert.ToBase64String(blob));
    }

    /// <summary>Decrypts a version of a SecureString.</summary>
    /// <exception cref="AwsErrorException">The key cannot be used, or not by this caller.</exception>
    public string Open(SsmParameterVersion version, string arn, Snapshot state, RequestContext context)
    {
        var blob = Convert.FromBase64String(version.Value.Content);
        return Encoding.UTF8.GetString(InWordsOfSsm(context, through => version.Tier == ParameterTiers.Advanced
            ? OpenUnderDataKey(blob, ContextOf(arn), state, through)
            : door.Decrypt(blob, ContextOf(arn), state, through)));
    }

    /// <summary>Whether a request means the service's own key.</summary>
    public static bool IsDefaultKey(string keyId, Scope scope) =>
        keyId == Service.DefaultAlias || keyId == KeyArn.OfAlias(scope.Region, scope.Account, Service.DefaultAlias);

    /// <summary>The permission on its key that writing or reading a version needs, without a call.</summary>
    /// <param name="action">Of KMS.</param>
    /// <param name="keyId">Of the version.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="state">Where the key is.</param>
    /// <param name="context">Who would call.</param>
    public static NeededPermission KeyPermission(string action, string keyId, SsmParameter parameter, Snapshot state, RequestContext context)
    {
        var through = context.Through(Service.SigningName);
        var encryption = ContextOf(parameter.Arn);
        return IsDefaultKey(keyId, parameter.Scope) && state.Find(KmsTables.Aliases, parameter.Scope, Service.DefaultAlias) is null
            ? new(KmsTarget.Of(action, KmsDoor.UnmadeDefaultKey(Service, parameter.Scope, context.Now), state, through, encryption, null), through)
            : new(KmsPlan.Find(keyId, action, KeyIdUse.KeyOrAlias, state, through, encryption).Targets[0], through);
    }

    private byte[] SealUnderDataKey(byte[] content, string keyId, EncryptionContext encryption, Snapshot state, RequestContext through)
    {
        var dataKey = door.GenerateDataKey(keyId, encryption, state, through);
        var wrapped = dataKey.CiphertextBlob;
        var blob = new byte[LengthBytes + wrapped.Length + content.Length + SealedBytes.Overhead];
        BinaryPrimitives.WriteUInt16BigEndian(blob, (ushort)wrapped.Length);
        wrapped.CopyTo(blob.AsSpan(LengthBytes));
        SealedBytes.Seal(dataKey.Plaintext, content, encryption.Canonical, random, blob.AsSpan(LengthBytes + wrapped.Length));
        CryptographicOperations.ZeroMemory(dataKey.Plaintext);
        return blob;
    }

    private byte[] OpenUnderDataKey(byte[] blob, EncryptionContext encryption, Snapshot state, RequestContext through)
    {
        var rest = blob.AsSpan(LengthBytes);
        var wrapped = BinaryPrimitives.ReadUInt16BigEndian(blob);
        var dataKey = door.Decrypt(rest[..wrapped], encryption, state, through);
        try
        {
            return SealedBytes.Open(dataKey, rest[wrapped..], encryption.Canonical);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    // What KMS refuses is passed on with where it comes from: unlike Secrets Manager, Parameter Store hides nothing.
    private static byte[] InWordsOfSsm(RequestContext context, Func<RequestContext, byte[]> call)
    {
        try
        {
            return call(context.Through(Service.SigningName));
        }
        catch (AwsErrorException refused)
        {
            var (code, sentence) = (refused.Error.Type, refused.Error.Message ?? "null");
            throw (code == KmsErrors.CiphertextKeyNotUsable.Type
                ? SsmErrors.KmsDenied(sentence, context.RequestId)
                : SsmErrors.InvalidKeyId(sentence, code, context.RequestId)).AsException();
        }
    }

    private static EncryptionContext ContextOf(string arn) => new(("PARAMETER_ARN", arn));
}
