using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Query;

namespace SecretsEmu.Sts;

/// <summary>Security Token Service: the operation table.</summary>
internal static class StsOperations
{
    /// <summary>In AWS's model and not emulated.</summary>
    private static readonly string[] Missing =
    [
        "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "DecodeAuthorizationMessage",
        "GetAccessKeyInfo", "GetDelegatedAccessToken", "GetFederationToken", "GetSessionToken", "GetWebIdentityToken",
    ];

    public static Service Service()
    {
        var json = JsonForm.For(StsJson.Default);
        return new Service("sts", new QueryForm("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
        [
            Operation.Read("GetCallerIdentity", new GetCallerIdentity(), json),
            .. Missing.Select(name => Operation.Missing<GetCallerIdentityRequest>(name, $"sts:{name}", json)),
        ]);
    }
}

/// <summary>The shapes of STS.</summary>
[JsonSerializable(typeof(GetCallerIdentityRequest))]
[JsonSerializable(typeof(GetCallerIdentityResponse))]
internal sealed partial class StsJson : JsonSerializerContext;
