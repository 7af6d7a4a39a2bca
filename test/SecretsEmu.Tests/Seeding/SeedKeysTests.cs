using System.Security.Cryptography;
using SecretsEmu.Files;
using SecretsEmu.Seeding;

namespace SecretsEmu.Tests.Seeding;

public sealed class SeedKeysTests
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string HexId = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Material = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Specs = "SYMMETRIC_DEFAULT, RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521, ECC_SECG_P256K1, HMAC_224, HMAC_256, HMAC_384, HMAC_512";
    private const string AliasForm = "an alias must be alias/ and letters, digits, /, _ or -, at most 256 characters, and not begin with alias/aws/.";

    // One broken thing each, the line of its value, and all that is said about it.
    private static readonly object[] Broken =
    [
        new object[] { "{ \"keys\": {} }", 1, "keys must be a list." },
        new object[] { Keys("\"a\""), 3, "a key must be an object." },
        new object[] { Keys("{}"), 3, "a key needs an id or an alias." },
        new object[] { Keys("{ \"aliases\": [] }"), 3, "a key needs an id or an alias." },
        new object[] { Key("\"name\": \"x\""), 4, "a key has no member 'name'; it has id, account, region, primaryRegion, alias, aliases, description, spec, usage, policy, enabled, tags, rotation, material, materials, grants." },
        new object[] { Keys($"{{ \"id\": \"{Id.Replace('1', 'A')}\" }}"), 3, "id must be a UUID in lower case, or mrk- and 32 hex digits." },
        new object[] { Keys("{ \"id\": \"alias/app\" }"), 3, "id must be a UUID in lower case, or mrk- and 32 hex digits." },
        new object[] { Keys($"{{ \"id\": \"arn:aws:kms:us-east-1:000000000000:key/{Id}\" }}"), 3, "id must be a UUID in lower case, or mrk- and 32 hex digits." },
        new object[] { Key("\"account\": \"1234\""), 4, "account must be twelve digits." },
        new object[] { Key("\"region\": \"Ireland\""), 4, "region must be a region such as us-east-1." },
        new object[] { Key("\"primaryRegion\": \"Ireland\""), 4, "primaryRegion must be a region such as us-east-1." },
        new object[] { Key("\"primaryRegion\": \"us-east-1\""), 3, "the id of a key with a primaryRegion begins with mrk-." },
        new object[] { Key("\"alias\": \"app\""), 4, AliasForm },
        new object[] { Key("\"alias\": \"alias/\""), 4, AliasForm },
        new object[] { Key("\"alias\": \"alias/a:b\""), 4, AliasForm },
        new object[] { Key("\"alias\": \"alias/aws/secretsmanager\""), 4, AliasForm },
        new object[] { Key($"\"alias\": \"alias/{new string('a', 251)}\""), 4, AliasForm },
        new object[] { Key("\"aliases\": [\"alias/a\",\n\"alias/ä\"]"), 5, AliasForm },
        new object[] { Key("\"aliases\": \"alias/a\""), 4, "aliases must be a list." },
        new object[] { Key("\"aliases\": [],\n\"alias\": \"alias/a\""), 5, "a key has either an alias or aliases." },
        new object[] { Key($"\"description\": \"{new string('d', 8193)}\""), 3, $"1 validation error detected: Value '{new string('d', 8193)}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 8192." },
        new object[] { Key("\"spec\": \"AES_256\""), 4, $"spec must be one of {Specs}." },
        new object[] { Key("\"spec\": \"RSA_2048\""), 4, "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys." },
        new object[] { Key("\"spec\": \"RSA_2048\",\n\"usage\": \"GENERATE_VERIFY_MAC\""), 5, "KeyUsage GENERATE_VERIFY_MAC is not compatible with KeySpec RSA_2048" },
        new object[] { Key("\"usage\": \"SIGN_VERIFY\""), 4, "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT" },
        new object[] { Key("\"spec\": \"ECC_NIST_P256\", \"usage\": \"KEY_AGREEMENT\""), 4, "keys for KEY_AGREEMENT are not emulated." },
        new object[] { Key("\"policy\": { \"Version\": \"2012-10-17\", \"Statement\": [{ \"Effect\": \"Maybe\" }] }"), 4, "the policy cannot be attached: Effect must be Allow or Deny, not Maybe." },
        new object[] { Key($"\"policy\": {Policy(new string('a', 32768))}"), 4, "the policy is longer than AWS allows." },
        new object[] { Key($"\"policy\": {Policy("日本")}"), 4, "the policy has characters that a key policy cannot have." },
        new object[] { Key("\"enabled\": \"no\""), 4, "enabled must be true or false." },
        new object[] { Key("\"tags\": { \"aws:team\": \"a\" }"), 4, "Tags beginning with aws: are reserved" },
        new object[] { Key($"\"tags\": {{ {string.Join(", ", Enumerable.Range(1, 51).Select(i => $"\"t{i}\": \"\""))} }}"), 4, "Too many tags" },
        new object[] { Key("\"tags\": { \"\": \"a\" }"), 3, "1 validation error detected: Value '' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length greater than or equal to 1." },
        new object[] { Key("\"tags\": { \"team\":\n 1 }"), 5, "the value of a tag must be a text." },
        new object[] { Key("\"rotation\": 89"), 4, "rotation must be true, or a period of 90 to 2560 days." },
        new object[] { Key("\"rotation\": 2561"), 4, "rotation must be true, or a period of 90 to 2560 days." },
        new object[] { Key("\"rotation\": \"yearly\""), 4, "rotation must be true, or a period of 90 to 2560 days." },
        new object[] { Key("\"rotation\": 1e2"), 4, "rotation must be true, or a period of 90 to 2560 days." },
        new object[] { Key("\"spec\": \"HMAC_256\", \"usage\": \"GENERATE_VERIFY_MAC\", \"rotation\": true"), 4, "only symmetric encryption keys rotate." },
        new object[] { Key("\"material\": \"hunter2\""), 4, "material must be base64." },
        new object[] { Key("\"material\": \"AAEC\""), 4, "the material of a key of spec SYMMETRIC_DEFAULT must be 32 bytes." },
        new object[] { Key($"\"spec\": \"HMAC_384\", \"usage\": \"GENERATE_VERIFY_MAC\", \"material\": \"{Material}\""), 4, "the material of a key of spec HMAC_384 must be 48 bytes." },
        new object[] { Key($"\"spec\": \"RSA_2048\", \"usage\": \"SIGN_VERIFY\", \"material\": \"{Material}\""), 4, "the material of a key of spec RSA_2048 must be such a private key, PKCS#8." },
        new object[] { Key($"\"spec\": \"RSA_3072\", \"usage\": \"SIGN_VERIFY\", \"material\": \"{Rsa2048()}\""), 4, "the material of a key of spec RSA_3072 must be such a private key, PKCS#8." },
        new object[] { Key($"\"spec\": \"ECC_NIST_P384\", \"usage\": \"SIGN_VERIFY\", \"material\": \"{P256()}\""), 4, "the material of a key of spec ECC_NIST_P384 must be such a private key, PKCS#8." },
        new object[] { Key($"\"spec\": \"ECC_NIST_P256\", \"usage\": \"SIGN_VERIFY\", \"material\": \"{P256(moreBytes: 1)}\""), 4, "the material of a key of spec ECC_NIST_P256 must be such a private key, PKCS#8." },
        new object[] { Key($"\"materials\": [],\n\"material\": \"{Material}\""), 5, "a key has either a material or materials." },
        new object[] { Key("\"materials\": [\n{ \"id\": \"short\" }]"), 5, "id must be 64 hex digits in lower case." },
        new object[] { Key($"\"materials\": [\n{{ \"id\": \"{HexId}\" }}]"), 5, "an entry of materials needs its material." },
        new object[] { Key($"\"materials\": [{{ \"id\": \"{HexId}\", \"material\": \"{Material}\" }}, {{ \"id\": \"{HexId}\", \"material\": \"{Material}\" }}]"), 4, "two materials have the same id." },
        new object[] { Key($"\"spec\": \"HMAC_256\", \"usage\": \"GENERATE_VERIFY_MAC\", \"materials\": [{{ \"material\": \"{Material}\" }}, {{ \"material\": \"{Material}\" }}]"), 4, "only symmetric encryption keys have several materials." },
        new object[] { Grant("\"operations\": [\"Decrypt\"]"), 5, "a grant needs a granteePrincipal." },
        new object[] { Grant("\"granteePrincipal\": \"arn:aws:iam::000000000000:role/app\""), 5, "a grant needs operations." },
        new object[] { Grant("\"grantee\": \"x\""), 5, "a grant has no member 'grantee'; it has id, granteePrincipal, operations, retiringPrincipal, name, constraints." },
        new object[] { FullGrant("\"id\": \"ABC\""), 5, "id must be 64 hex digits in lower case." },
        new object[] { FullGrant("\"constraints\": { \"encryptionContext\": {} }"), 5, "constraints has no member 'encryptionContext'; it has encryptionContextSubset, encryptionContextEquals." },
        new object[] { FullGrant("\"constraints\": { \"encryptionContextSubset\": { \"a\": 1 } }"), 5, "a value of an encryption context must be a text." },
        new object[] { FullGrant("\"name\": \"two words\""), 5, "1 validation error detected: Value 'two words' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$." },
        new object[] { Key($"\"grants\": [{Grantee($"\"id\": \"{HexId}\"")}, {Grantee($"\"id\": \"{HexId}\"")}]"), 4, "two grants have the same id." },
    ];

    [TestCaseSource(nameof(Broken))]
    public void A_broken_key_is_refused_with_file_line_and_reason(string text, int line, string reason)
    {
        var refusal = Should.Throw<FileException>(() => SeedFile.Parse("dir/seed.jsonc", text));

        refusal.Message.ShouldBe($"dir/seed.jsonc, line {line}: {reason}");
    }

    [TestCase("\"material\": \"hunter2\"")]
    [TestCase("\"material\": \"aHVudGVyMg==\"")]
    [TestCase("\"materials\": [{ \"id\": \"hunter2\", \"material\": \"hunter2\" }]")]
    [TestCase("\"spec\": \"RSA_2048\", \"usage\": \"SIGN_VERIFY\", \"material\": \"aHVudGVyMg==\"")]
    public void A_refusal_tells_no_material_not_even_in_its_cause(string member)
    {
        var refusal = Should.Throw<FileException>(() => SeedFile.Parse("seed.jsonc", Key(member)));

        refusal.ToString().ShouldNotContain("hunter2");
        refusal.ToString().ShouldNotContain("aHVudGVyMg==");
    }

    [Test]
    public void A_key_does_not_print_its_material()
    {
        var key = SeedFile.Parse("seed.jsonc", Key($"\"material\": \"{Material}\"")).Keys.Single();

        key.Materials.Single().ToString().ShouldBe("seed.jsonc, line 4");
    }

    [TestCase("true", 365)]
    [TestCase("90", 90)]
    [TestCase("2560", 2560)]
    [TestCase("false", null)]
    public void Rotation_is_a_period_or_the_usual_one(string rotation, int? days)
    {
        var key = SeedFile.Parse("seed.jsonc", Key($"\"rotation\": {rotation}")).Keys.Single();

        key.RotationPeriodInDays.ShouldBe(days);
    }

    [Test]
    public void Limits_hold_to_the_last_character()
    {
        var key = SeedFile.Parse("seed.jsonc", Key($"\"alias\": \"alias/{new string('a', 250)}\", \"description\": \"{new string('d', 8192)}\"")).Keys.Single();

        key.Aliases.Single().Length.ShouldBe(256);
    }

    [Test]
    public void A_seed_without_keys_has_none()
    {
        SeedFile.Parse("seed.jsonc", "{}").Keys.ShouldBeEmpty();
        SeedFile.Parse("seed.jsonc", "{ \"keys\": [] }").Keys.ShouldBeEmpty();
    }

    private static string Rsa2048()
    {
        using var rsa = RSA.Create(2048);
        return Convert.ToBase64String(rsa.ExportPkcs8PrivateKey());
    }

    private static string P256(int moreBytes = 0)
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String([.. curve.ExportPkcs8PrivateKey(), .. new byte[moreBytes]]);
    }

    private static string Policy(string sid) =>
        $$"""{ "Version": "2012-10-17", "Statement": [{ "Sid": "{{sid}}", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }] }""";

    private static string Keys(string key) => $"{{\n\"keys\": [\n{key}\n] }}";

    // Its members begin on line 4.
    private static string Key(string members) => Keys($"{{ \"id\": \"{Id}\",\n{members} }}");

    // On line 5.
    private static string Grant(string members) => Key($"\"grants\": [\n{{ {members} }}]");

    private static string FullGrant(string member) => Key($"\"grants\": [\n{Grantee(member)}]");

    private static string Grantee(string member) => $"{{ \"granteePrincipal\": \"arn:aws:iam::000000000000:role/app\", \"operations\": [\"Decrypt\"], {member} }}";
}
