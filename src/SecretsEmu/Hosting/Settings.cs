using System.Net;
using SecretsEmu.Principals;
using SecretsEmu.Storage;

namespace SecretsEmu.Hosting;

/// <summary>What the options must be, and what went wrong in the words of a start.</summary>
internal static class Settings
{
    private static readonly TimeSpan LongestLag = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestSkew = TimeSpan.FromDays(1);
    private const int MostRetries = 10;

    /// <summary>The address to listen on.</summary>
    /// <exception cref="EmulatorStartException">An option cannot be used.</exception>
    public static IPAddress Require(SecretsEmulatorOptions options)
    {
        Require(Callers.IsAccount(options.Account), $"The account '{options.Account}' is not twelve digits.");
        Require(Callers.IsRegion(options.Region), $"The region '{options.Region}' is not of the form us-east-1.");
        Require(options.Port is >= 0 and <= IPEndPoint.MaxPort, $"The port {options.Port} is not between 0 and {IPEndPoint.MaxPort}.");
        Require(options.Agent?.Port is null or (>= 0 and <= IPEndPoint.MaxPort), $"The agent's port {options.Agent?.Port} is not between 0 and {IPEndPoint.MaxPort}.");
        Require(
            options.ClockSkew >= TimeSpan.Zero && options.ClockSkew <= LongestSkew,
            $"The clock skew {options.ClockSkew} is not between nothing and a day.");
        Require(
            options.ReplicationLag >= TimeSpan.Zero && options.ReplicationLag <= LongestLag,
            $"The replication lag {options.ReplicationLag} is not between nothing and a day.");
        Require(options.RotationRetries is >= 0 and <= MostRetries, $"The retries of a rotation, {options.RotationRetries}, are not between 0 and {MostRetries}.");
        Require(
            options.LambdaEndpoint is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
            $"The Lambda endpoint '{options.LambdaEndpoint}' is not an address such as http://127.0.0.1:3001.");
        if (options.Host == "localhost")
        {
            return IPAddress.Loopback;
        }

        Require(IPAddress.TryParse(options.Host, out var address), $"The host '{options.Host}' is neither an IP address nor localhost.");
        return address!;
    }

    public static StartFailure FailureOf(DataFolderProblem problem) => problem switch
    {
        DataFolderProblem.Locked => StartFailure.DataFolderLocked,
        DataFolderProblem.NewerFormat => StartFailure.DataFolderNewer,
        DataFolderProblem.Damaged => StartFailure.DataFolderDamaged,
        DataFolderProblem.RootKey => StartFailure.RootKey,
        _ => StartFailure.Settings,
    };

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new EmulatorStartException(StartFailure.Settings, sentence);
        }
    }
}
