using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Query;
using SecretsEmu.Randomness;
using SecretsEmu.Sts.Operations;

namespace SecretsEmu.Sts;

/// <summary>Security Token Service: the operation table.</summary>
internal static class StsOperations
{
    /// <summary>In AWS's model and not emulated.</summary>
    private static readonly string[] Missing =
        ["AssumeRoleWithSAML", "AssumeRoot", "DecodeAuthorizationMessage", "GetDelegatedAccessToken", "GetWebIdentityToken"];

    /// <param name="random">For keys and tokens.</param>
    /// <param name="strict">Whether roles that nobody described are refused, and roots that assume roles.</param>
    public static Service Service(IRandom random, bool strict) =>
        new("sts", new QueryForm("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"), () => Operations(random, strict));

    private static Operation[] Operations(IRandom random, bool strict)
    {
        var json = JsonForm.For(StsJson.Default);
        var mint = new SessionMint(random);
        return
        [
            Operation.Change("AssumeRole", new AssumeRole(mint, strict), json),
            Operation.Change("AssumeRoleWithWebIdentity", new AssumeRoleWithWebIdentity(mint, strict), json),
            Operation.Read("GetAccessKeyInfo", new GetAccessKeyInfo(), json),
            Operation.Read("GetCallerIdentity", new GetCallerIdentity(), json),
            Operation.Change("GetFederationToken", new GetFederationToken(mint), json),
            Operation.Change("GetSessionToken", new GetSessionToken(mint), json),
            .. Missing.Select(name => Operation.Missing<GetCallerIdentityRequest>(name, $"sts:{name}", json)),
        ];
    }
}
