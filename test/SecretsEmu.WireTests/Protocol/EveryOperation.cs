using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Protocol;

/// <summary>A request of one operation that would succeed, and every member that it may have.</summary>
/// <param name="Operation">Its name on the wire.</param>
/// <param name="Body">It works on the secret <c>db</c> of <see cref="EveryOperation.StartWithSecret"/>, or makes the secret <c>new</c>.</param>
/// <param name="MemberText">Paths and kinds from AWS's model: <c>Tags[].Key:String</c>.</param>
internal sealed record KnownRequest(string Operation, string Body, string MemberText)
{
    public IEnumerable<(string Path, string Kind)> Members =>
        MemberText.Split(' ').Select(member => member.Split(':')).Select(parts => (parts[0], parts[1]));

    /// <summary>The members of the request itself.</summary>
    public IEnumerable<string> TopLevel => Members.Select(member => member.Path).Where(path => path.IndexOfAny(['.', '[']) < 0);

    /// <summary>The body with this JSON at the path, the containers around it made for the purpose.</summary>
    public string With(string path, string json)
    {
        var (root, inner) = Split(path);
        var others = Without(root);
        return $"{others[..^1]}{(others == "{}" ? "" : ",")}\"{root}\":{Wrap(inner, json)}}}";
    }

    /// <summary>The body without a member.</summary>
    public string Without(string member)
    {
        var body = JsonNode.Parse(Body)!.AsObject();
        body.Remove(member);
        return body.ToJsonString();
    }

    private static string Wrap(string path, string json)
    {
        if (path.Length == 0)
        {
            return json;
        }

        if (path.StartsWith("[]", StringComparison.Ordinal))
        {
            return $"[{Wrap(path[2..], json)}]";
        }

        var (name, inner) = Split(path[1..]);
        return $"{{\"{name}\":{Wrap(inner, json)}}}";
    }

    private static (string Name, string Inner) Split(string path) =>
        path.IndexOfAny(['.', '[']) is var end and >= 0 ? (path[..end], path[end..]) : (path, "");
}

/// <summary>The 23 operations of AWS's model of 2017-10-17, for rules that hold for each.</summary>
internal static class EveryOperation
{
    public static IReadOnlyList<string> Names { get; } =
        [.. Known.Select(known => known.Operation)];

    public static KnownRequest Of(string operation) => Known.Single(known => known.Operation == operation);

    /// <summary>An emulator with a secret that has a value, a tag and a policy.</summary>
    public static async Task<Emulator> StartWithSecret()
    {
        var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", SecretsClient.Version(1));
        await emulator.Client.Call("TagResource", """{"SecretId":"db","Tags":[{"Key":"stage","Value":"test"}]}""");
        await emulator.Client.Call("PutResourcePolicy", Of("PutResourcePolicy").Body);
        return emulator;
    }

    /// <summary>All that clients can see of the state.</summary>
    public static async Task<string> State(Emulator emulator) =>
        (await emulator.Client.Call("ListSecrets", """{"IncludePlannedDeletion":true}""")).Body
        + (await emulator.Client.Call("ListSecretVersionIds", """{"SecretId":"db","IncludeDeprecated":true}""")).Body
        + (await emulator.Client.Call("GetResourcePolicy", """{"SecretId":"db"}""")).Body;

    private static IReadOnlyList<KnownRequest> Known =>
    [
        new("BatchGetSecretValue", """{"SecretIdList":["db"]}""",
            "SecretIdList:List SecretIdList[]:String Filters:List Filters[]:Structure Filters[].Key:String Filters[].Values:List "
            + "Filters[].Values[]:String MaxResults:Integer NextToken:String"),
        new("CancelRotateSecret", """{"SecretId":"db"}""",
            "SecretId:String"),
        new("CreateSecret", """{"Name":"new","ClientRequestToken":"11111111-2222-3333-4444-555555555555","SecretString":"two"}""",
            "Name:String ClientRequestToken:String Description:String KmsKeyId:String SecretBinary:Blob SecretString:String Tags:List "
            + "Tags[]:Structure Tags[].Key:String Tags[].Value:String AddReplicaRegions:List AddReplicaRegions[]:Structure "
            + "AddReplicaRegions[].Region:String AddReplicaRegions[].KmsKeyId:String ForceOverwriteReplicaSecret:Boolean Type:String"),
        new("DeleteResourcePolicy", """{"SecretId":"db"}""",
            "SecretId:String"),
        new("DeleteSecret", """{"SecretId":"db"}""",
            "SecretId:String RecoveryWindowInDays:Long ForceDeleteWithoutRecovery:Boolean"),
        new("DescribeSecret", """{"SecretId":"db"}""",
            "SecretId:String"),
        new("GetRandomPassword", """{"PasswordLength":8}""",
            "PasswordLength:Long ExcludeCharacters:String ExcludeNumbers:Boolean ExcludePunctuation:Boolean ExcludeUppercase:Boolean "
            + "ExcludeLowercase:Boolean IncludeSpace:Boolean RequireEachIncludedType:Boolean"),
        new("GetResourcePolicy", """{"SecretId":"db"}""",
            "SecretId:String"),
        new("GetSecretValue", """{"SecretId":"db"}""",
            "SecretId:String VersionId:String VersionStage:String"),
        new("ListSecretVersionIds", """{"SecretId":"db"}""",
            "SecretId:String MaxResults:Integer NextToken:String IncludeDeprecated:Boolean"),
        new("ListSecrets", """{"MaxResults":5}""",
            "IncludePlannedDeletion:Boolean MaxResults:Integer NextToken:String Filters:List Filters[]:Structure Filters[].Key:String "
            + "Filters[].Values:List Filters[].Values[]:String SortOrder:String SortBy:String"),
        new("PutResourcePolicy", """{"SecretId":"db","ResourcePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"222222222222\"},\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}}"}""",
            "SecretId:String ResourcePolicy:String BlockPublicPolicy:Boolean"),
        new("PutSecretValue", """{"SecretId":"db","ClientRequestToken":"11111111-2222-3333-4444-555555555555","SecretString":"two"}""",
            "SecretId:String ClientRequestToken:String SecretBinary:Blob SecretString:String VersionStages:List VersionStages[]:String "
            + "RotationToken:String"),
        new("RemoveRegionsFromReplication", """{"SecretId":"db","RemoveReplicaRegions":["eu-west-1"]}""",
            "SecretId:String RemoveReplicaRegions:List RemoveReplicaRegions[]:String"),
        new("ReplicateSecretToRegions", """{"SecretId":"db","AddReplicaRegions":[{"Region":"eu-west-1"}]}""",
            "SecretId:String AddReplicaRegions:List AddReplicaRegions[]:Structure AddReplicaRegions[].Region:String "
            + "AddReplicaRegions[].KmsKeyId:String ForceOverwriteReplicaSecret:Boolean"),
        new("RestoreSecret", """{"SecretId":"db"}""",
            "SecretId:String"),
        new("RotateSecret", """{"SecretId":"db","ClientRequestToken":"11111111-2222-3333-4444-555555555555"}""",
            "SecretId:String ClientRequestToken:String RotationLambdaARN:String RotationRules:Structure "
            + "RotationRules.AutomaticallyAfterDays:Long RotationRules.Duration:String RotationRules.ScheduleExpression:String "
            + "ExternalSecretRotationMetadata:List ExternalSecretRotationMetadata[]:Structure "
            + "ExternalSecretRotationMetadata[].Key:String ExternalSecretRotationMetadata[].Value:String "
            + "ExternalSecretRotationRoleArn:String RotateImmediately:Boolean"),
        new("StopReplicationToReplica", """{"SecretId":"db"}""",
            "SecretId:String"),
        new("TagResource", """{"SecretId":"db","Tags":[{"Key":"a","Value":"b"}]}""",
            "SecretId:String Tags:List Tags[]:Structure Tags[].Key:String Tags[].Value:String"),
        new("UntagResource", """{"SecretId":"db","TagKeys":["stage"]}""",
            "SecretId:String TagKeys:List TagKeys[]:String"),
        new("UpdateSecret", """{"SecretId":"db","ClientRequestToken":"11111111-2222-3333-4444-555555555555","SecretString":"two"}""",
            "SecretId:String ClientRequestToken:String Description:String KmsKeyId:String SecretBinary:Blob SecretString:String "
            + "Type:String"),
        new("UpdateSecretVersionStage", """{"SecretId":"db","VersionStage":"custom","MoveToVersionId":"v1-00000000000000000000000000000"}""",
            "SecretId:String VersionStage:String RemoveFromVersionId:String MoveToVersionId:String"),
        new("ValidateResourcePolicy", """{"ResourcePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"222222222222\"},\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}}"}""",
            "SecretId:String ResourcePolicy:String"),
    ];
}
