namespace SecretsEmu.Principals;

/// <summary>A long-term access key of a described user.</summary>
/// <param name="AccessKeyId">16 to 128 letters, digits and underscores; unique over all accounts.</param>
/// <param name="SecretAccessKey">What signs.</param>
/// <param name="Account">Whose it is: twelve digits.</param>
/// <param name="UserName">The user.</param>
internal sealed record AccessKey(string AccessKeyId, SecretText SecretAccessKey, string Account, string UserName);
