using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Sts;

/// <summary>Two accounts: 111122223333 with a user, who may assume roles and read secrets, and its roles; 444455556666 with a role that trusts the other account.</summary>
internal static class DescribedAccounts
{
    public const string CiKey = "AKIACI0000000000000A";
    public const string CiSecret = "ci-secret-of-the-file";
    public const string Ci = "arn:aws:iam::111122223333:user/ci";
    public const string App = "arn:aws:iam::111122223333:role/app";

    public const string File =
        """
        {
          "accounts": [
            {
              "id": "111122223333",
              "policies": [
                { "name": "describe", "document": { "Statement": { "Effect": "Allow", "Action": "secretsmanager:DescribeSecret", "Resource": "*" } } }
              ],
              "users": [
                {
                  "name": "ci", "accessKeyId": "AKIACI0000000000000A", "secretAccessKey": "ci-secret-of-the-file",
                  "policies": [{ "name": "all", "document": { "Statement": { "Effect": "Allow", "Action": ["sts:*", "secretsmanager:*"], "Resource": "*" } } }]
                },
                { "name": "nobody", "accessKeyId": "AKIANOBODY0000000000", "secretAccessKey": "nobody-secret" }
              ],
              "roles": [
                {
                  "name": "app",
                  "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"] } },
                  "policies": [{ "name": "read", "document": { "Statement": { "Effect": "Allow", "Action": ["secretsmanager:*", "sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"], "Resource": "*" } } }]
                },
                {
                  "name": "long", "path": "/team/", "maxSessionDuration": 7200,
                  "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" } }
                },
                {
                  "name": "partner",
                  "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:user/ci" }, "Action": "sts:AssumeRole",
                    "Condition": { "StringEquals": { "sts:ExternalId": "agreed" } } } }
                },
                {
                  "name": "other",
                  "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:user/somebody-else" }, "Action": "sts:AssumeRole" } }
                },
                {
                  "name": "pay",
                  "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": ["sts:AssumeRole", "sts:TagSession"],
                    "Condition": { "StringEquals": { "aws:PrincipalTag/team": "pay" } } } }
                },
                {
                  "name": "web",
                  "trust": { "Statement": { "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.example.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
                    "Condition": { "StringEquals": { "token.example.com:sub": "system:serviceaccount:ns:app", "token.example.com:aud": "sts.amazonaws.com" } } } }
                }
              ]
            },
            {
              "id": "444455556666",
              "roles": [
                { "name": "audit", "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:root" }, "Action": "sts:AssumeRole" } } }
              ]
            }
          ]
        }
        """;

    /// <summary>An emulator that knows them.</summary>
    public static async Task<Emulator> Start(SecretsEmulatorOptions? options = null)
    {
        var emulator = await Emulator.Start(options: options);
        await emulator.Server.SetPrincipalsAsync(File);
        return emulator;
    }

    /// <summary>Signs as the user <c>ci</c>, in strict mode too.</summary>
    public static SigningClient AsCi(this Emulator emulator) => new(emulator.Server.Url, emulator.Wall, CiKey, CiSecret);
}
