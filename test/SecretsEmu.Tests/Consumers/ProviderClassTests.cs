using SecretsEmu.Files;
using SecretsEmu.Tool.Consumers;

namespace SecretsEmu.Tests.Consumers;

/// <summary>A SecretProviderClass as AWS's provider reads and refuses it.</summary>
public sealed class ProviderClassTests
{
    private const string Other = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";

    [Test]
    public void Objects_have_their_files_versions_and_places()
    {
        var read = Read("""
            - objectName: prod/db
              objectType: secretsmanager
              objectVersionLabel: AWSPREVIOUS
              jmesPath:
                - path: user.name
                  objectAlias: user/name
            - objectName: /app/config
              objectType: ssmparameter
              objectAlias: config
              objectVersion: 2
              filePermission: "0400"
            """);

        read.Regions.ShouldBe(["us-east-1"]);
        var (secret, parameter) = (read.Objects[0], read.Objects[1]);
        (secret.File, secret.IsParameter, secret.Mode).ShouldBe(("prod_db", false, (UnixFileMode)0b110_100_100));
        secret.Place.ShouldEndWith("spc.yaml, line 6, objects[0]");
        secret.Primary.ShouldBe(new MountSource("prod/db", null, "AWSPREVIOUS"));
        secret.FileOf(secret.Paths.Single().Alias).ShouldBe("user_name");
        (parameter.File, parameter.IsParameter, parameter.Mode).ShouldBe(("config", true, UnixFileMode.UserRead));
        parameter.Place.ShouldEndWith("spc.yaml, line 12, objects[1]");
        parameter.Primary.ShouldBe(new MountSource("/app/config", "2", null));
    }

    [TestCase("", "prod_db")]
    [TestCase("pathTranslation: '-'", "prod-db")]
    [TestCase("pathTranslation: False", "prod/db")]
    public void Slashes_are_translated_or_make_folders(string parameter, string file) =>
        Read("- {objectName: /prod/db, objectType: ssmparameter, objectAlias: prod/db}", parameter).Objects.Single().File.ShouldBe(file);

    [TestCase("pathTranslation: '/'")]
    [TestCase("pathTranslation: False")]
    public void A_slash_in_front_never_leads_out_of_the_folder(string parameter)
    {
        var one = Read("- {objectName: /names/x, objectType: ssmparameter, jmesPath: [{path: x, objectAlias: //etc/y}]}", parameter).Objects.Single();

        (one.File, one.FileOf(one.Paths.Single().Alias)).ShouldBe(("names/x", "etc/y"));
    }

    [Test]
    public void The_failover_region_may_have_another_name_and_label()
    {
        var one = Read(
            $"- {{objectName: db, objectType: secretsmanager, objectAlias: db, failoverObject: {{objectName: '{Other}', objectVersionLabel: X}}}}", "failoverRegion: eu-west-1").Objects.Single();

        one.In(isFailover: false).ShouldBe(new MountSource("db", null, null));
        one.In(isFailover: true).ShouldBe(new MountSource(Other, null, "X"));
    }

    [Test]
    public void Null_is_what_is_not_there()
    {
        var read = Read("- {objectName: db, objectType: secretsmanager, objectAlias: ~, objectVersion: null, filePermission: , jmesPath: ~, failoverObject: }", "failoverRegion: ~");

        read.Regions.ShouldBe(["us-east-1"]);
        var one = read.Objects.Single();
        (one.File, one.Primary, one.Failover, one.FilePermission, one.Paths.Count).ShouldBe(("db", new MountSource("db", null, null), null, null, 0));
    }

    [TestCase("- {objectType: secretsmanager}", "Object name must be specified")]
    [TestCase("- {objectName: db}", "Must use objectType when a full ARN is not specified: db")]
    [TestCase("- {objectName: db, objectType: ssm}", "Invalid objectType: ssm")]
    [TestCase("- {objectName: db, objectType: vault}", "Invalid objectType: vault")]
    [TestCase("- {objectName: 'arn:aws:secretsmanager'}", "Invalid ARN format in object name: arn:aws:secretsmanager")]
    [TestCase($"- {{objectName: '{Other}'}}", $"ARN region must match region us-east-1: {Other}")]
    [TestCase("- {objectName: 'arn:aws:s3:us-east-1:111122223333:x'}", "Invalid service in ARN: s3")]
    [TestCase("- {objectName: 'arn:aws:ssm:us-east-1:111122223333:parameter/x', objectType: secretsmanager}", "objectType does not match ARN: arn:aws:ssm:us-east-1:111122223333:parameter/x")]
    [TestCase("- {objectName: p, objectType: ssmparameter, objectVersion: 1, objectVersionLabel: x}", "ssm parameters can not specify both objectVersion and objectVersionLabel: p")]
    [TestCase("- {objectName: a/../b, objectType: secretsmanager}", "path can not contain ../: a/../b")]
    [TestCase("- {objectName: a, objectType: secretsmanager, objectAlias: ..}", "path can not contain ../: a")]
    [TestCase("- {objectName: a, objectType: secretsmanager, jmesPath: [{path: x, objectAlias: ../x}]}", "path can not contain ../: ../x")]
    [TestCase("- {objectName: a, objectType: secretsmanager, jmesPath: [{objectAlias: x}]}", "Path must be specified for JMES object")]
    [TestCase("- {objectName: a, objectType: secretsmanager, jmesPath: [{path: x}]}", "Object alias must be specified for JMES object")]
    [TestCase("- {objectName: a, objectType: secretsmanager, filePermission: rw}", "Invalid file permission: rw")]
    [TestCase("- {objectName: a, objectType: secretsmanager, failoverObject: {objectName: b}}", "object alias must be specified for objects with failover entries: a")]
    [TestCase("- {objectName: a, objectType: secretsmanager, objectAlias: x, failoverObject: {objectName: b}}", "failover object allowed only when failover region is defined: a")]
    [TestCase("- objectName", "Failed to load SecretProviderClass: an object must be a mapping.")]
    public void An_object_is_refused_in_the_provider_s_words(string objects, string sentence) =>
        Should.Throw<FileException>(() => Read(objects, "pathTranslation: False")).Message.ShouldBe($"spc.yaml, line 7, objects[0]: {sentence}");

    [TestCase("objectType: secretsmanager", "objectType: secretsmanager", "found descriptor with duplicate object name db, no object alias, and no version label")]
    [TestCase("objectType: secretsmanager, objectAlias: x", "objectType: secretsmanager, objectAlias: x", "found descriptor with duplicate object name db, duplicate object alias x, and no version label")]
    [TestCase("objectType: secretsmanager, objectAlias: x, objectVersionLabel: A", "objectType: secretsmanager, objectAlias: x, objectVersionLabel: B", "found duplicate object alias x")]
    [TestCase("objectType: secretsmanager, objectAlias: x", "objectType: secretsmanager, objectAlias: y, jmesPath: [{path: p, objectAlias: x}]", "Name already in use for objectAlias: found duplicate object alias x in JMES path entry p")]
    public void Two_objects_may_not_be_the_same_file(string one, string two, string sentence) =>
        Should.Throw<FileException>(() => Read($"- {{objectName: db, {one}}}\n- {{objectName: db, {two}}}")).Message.ShouldBe($"spc.yaml, line 7, objects[1]: {sentence}");

    [TestCase("kind: Pod", "there is no document of kind SecretProviderClass.")]
    [TestCase("kind: SecretProviderClass", "spec is missing.")]
    [TestCase("kind: SecretProviderClass\nspec: {provider: azure}", "spec.provider must be aws, not 'azure'.", 2)]
    [TestCase("kind: SecretProviderClass\nspec: {provider: aws}", "spec.parameters is missing.", 2)]
    [TestCase("kind: SecretProviderClass\nspec: {provider: aws, parameters: {region: us-east-1}}", "spec.parameters.objects is missing.", 2)]
    [TestCase("kind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: 'a: b'}}", "Failed to load SecretProviderClass: spec.parameters.objects must be a list, as YAML within a text.", 2)]
    [TestCase("kind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: [a]}}", "spec.parameters.objects must be a text.", 2)]
    [TestCase("kind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: '', pathTranslation: '__'}}", "pathTranslation must be either 'False' or a single character string", 2)]
    [TestCase("kind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: '', failoverRegion: us-east-1}}", "us-east-1: failover region cannot be the same as the primary region", 2)]
    [TestCase("kind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: '', region: a/b}}", "spec.parameters.region must be a region such as us-east-1, not 'a/b'.", 2)]
    [TestCase("kind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: '', failoverRegion: Ireland}}", "spec.parameters.failoverRegion must be a region such as us-east-1, not 'Ireland'.", 2)]
    [TestCase("kind: [", "this is not YAML (column 1).", 2)]
    public void A_malformed_file_is_refused_with_its_line(string text, string sentence, int line = 1) =>
        Should.Throw<FileException>(() => ReadText(text)).Message.ShouldBe($"spc.yaml, line {line}: {sentence}");

    [TestCase("- {objectName: a/b, objectType: secretsmanager}", "a_b")]
    [TestCase("- {objectName: x, objectType: secretsmanager, objectAlias: a_b}", "a_b")]
    [TestCase("- {objectName: x, objectType: secretsmanager, jmesPath: [{path: p, objectAlias: a_b}]}", "a_b")]
    public void Two_objects_may_not_make_the_same_file_in_one_class_or_in_two(string other, string file)
    {
        Should.Throw<FileException>(() => Read($"- {{objectName: a_b, objectType: secretsmanager}}\n{other}")).Message
            .ShouldBe($"spc.yaml, line 7, objects[1]: the file {file} is made by spc.yaml, line 6, objects[0] too: give one of them another objectAlias.");
        Should.Throw<FileException>(() => ReadText(
            "kind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: '- {objectName: a_b, objectType: secretsmanager}'}}\n---\n"
                + $"kind: SecretProviderClass\nspec: {{provider: aws, parameters: {{objects: '{other}'}}}}\n")).Message
            .ShouldBe($"spc.yaml, line 5, objects[0]: the file {file} is made by spc.yaml, line 2, objects[0] too: give one of them another objectAlias.");
    }

    [Test]
    public void Several_documents_are_read_and_those_of_other_kinds_left_alone() =>
        ReadText("kind: Pod\n---\nkind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: '- {objectName: a, objectType: secretsmanager}'}}\n---\n"
            + "kind: SecretProviderClass\nspec: {provider: aws, parameters: {objects: '- {objectName: b, objectType: secretsmanager}'}}\n")
            .SelectMany(one => one.Objects).Select(one => one.File).ShouldBe(["a", "b"]);

    private static ProviderClass Read(string objects, string parameter = "") => ReadText(
        $"kind: SecretProviderClass\nspec:\n  provider: aws\n  parameters:{(parameter.Length > 0 ? $"\n    {parameter}" : "")}\n    objects: |\n      {objects.Replace("\n", "\n      ", StringComparison.Ordinal)}\n").Single();

    // Messages name the file as it was named.
    private static IReadOnlyList<ProviderClass> ReadText(string text)
    {
        var folder = Directory.CreateTempSubdirectory("secrets-emu-test-").FullName;
        var file = Path.Combine(folder, "spc.yaml");
        try
        {
            File.WriteAllText(file, text);
            return ProviderClass.Read(file, "us-east-1");
        }
        catch (FileException malformed)
        {
            throw new FileException(malformed.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
