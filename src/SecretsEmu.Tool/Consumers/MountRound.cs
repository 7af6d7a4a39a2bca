using System.Text;

namespace SecretsEmu.Tool.Consumers;

/// <summary>A file as it is to be.</summary>
internal sealed record MountFile(string Name, byte[] Content, UnixFileMode Mode)
{
    public override string ToString() => Name;
}

/// <summary>Nothing can be mounted now. The message is the provider's.</summary>
/// <param name="refusal">What a service answered, where that is why.</param>
internal sealed class MountException(string message, AwsRefusal? refusal = null) : Exception(message)
{
    public AwsRefusal? Refusal { get; } = refusal;
}

/// <summary>
/// Fetches what a class mounts, call by call as AWS's provider does: at first GetSecretValue, later DescribeSecret, and
/// GetSecretValue only where the label has moved; a pinned version is not asked for again. Parameters come by GetParameters every time.
/// </summary>
/// <remarks>Verified: the source of AWS's provider.</remarks>
internal sealed class MountRound(ProviderClass of)
{
    // By the name of its file, as the driver keeps them between rounds.
    private readonly Dictionary<string, (string Version, byte[] Content)> _mounted = new(StringComparer.Ordinal);
    private List<string> _warnings = [];

    /// <summary>What a region lacked in the last round, while the other one had it.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <exception cref="MountException">A region refused, or none answers.</exception>
    public async Task<IReadOnlyList<MountFile>> Fetch(AwsCalls calls)
    {
        _warnings = [];
        var files = new List<MountFile>();
        foreach (var one in of.Objects.Where(one => !one.IsParameter))
        {
            files.AddRange(await FromRegions(
                (region, isFailover) => Secret(one, region, isFailover, calls),
                $"{one.Place}: Failed to fetch secret from all regions. Verify secret exists and required permissions are granted for: {one.Primary.Name}"));
        }

        foreach (var batch in of.Objects.Where(one => one.IsParameter).Chunk(AwsCalls.MostParameters))
        {
            files.AddRange(await FromRegions(
                (region, isFailover) => Parameters(batch, region, isFailover, calls), $"{batch[0].Place}: Failed to fetch parameters from all regions."));
        }

        return files;
    }

    // All regions are asked, also when the first one answers.
    private async Task<List<MountFile>> FromRegions(Func<string, bool, Task<List<MountFile>>> fetch, string nowhere)
    {
        List<MountFile>? files = null;
        for (var at = 0; at < of.Regions.Count; at++)
        {
            try
            {
                var found = await fetch(of.Regions[at], at > 0);
                files ??= found;
            }
            catch (MountException failure) when (failure.Refusal is not { IsOutage: false })
            {
                _warnings.Add(failure.Message);
            }
        }

        return files ?? throw new MountException(string.Join('\n', [nowhere, .. _warnings.Select(warning => $"  {warning}")]));
    }

    private async Task<List<MountFile>> Secret(MountObject one, string region, bool isFailover, AwsCalls calls)
    {
        var source = one.In(isFailover);
        var known = _mounted.TryGetValue(one.File, out var mounted);
        if (!known || !await IsCurrent(one, source, mounted.Version, region, calls))
        {
            var answer = await calls.GetSecretValue(region, source.Name, source.Label, source.Version);
            Require(one, answer, $"{region}: Failed fetching secret {one.Primary.Name}");
            var content = answer.Text("SecretString") is { } text ? Encoding.UTF8.GetBytes(text) : answer.Members.GetProperty("SecretBinary").GetBytesFromBase64();
            mounted = (answer.Text("VersionId")!, content);
        }

        var files = Files(one, mounted.Content, "");
        _mounted[one.File] = mounted;
        return files;
    }

    private static async Task<bool> IsCurrent(MountObject one, MountSource source, string version, string region, AwsCalls calls)
    {
        if (source.Version is { } pinned)
        {
            return version == pinned;
        }

        var answer = await calls.DescribeSecret(region, source.Name);
        Require(one, answer, $"{region}: Failed to describe secret {one.Primary.Name}");
        return answer.Members.TryGetProperty("VersionIdsToStages", out var versions) && versions.TryGetProperty(version, out var stages)
            && stages.EnumerateArray().Any(stage => stage.GetString() == (source.Label ?? "AWSCURRENT"));
    }

    private static async Task<List<MountFile>> Parameters(MountObject[] batch, string region, bool isFailover, AwsCalls calls)
    {
        var asked = batch.Select(one => (Object: one, Name: NameOf(one.In(isFailover)))).ToList();
        var answer = await calls.GetParameters(region, asked.Select(one => one.Name).Distinct());
        Require(batch[0], answer, $"{region}: Failed fetching parameters");
        var values = Lookup.ValuesOf(answer);
        var invalid = asked.Where(one => !values.ContainsKey(one.Name)).ToList();
        return invalid.Count == 0
            ? [.. asked.SelectMany(one => Files(one.Object, Encoding.UTF8.GetBytes(values[one.Name]), $"{region}: "))]
            : throw new MountException(
                $"{invalid[0].Object.Place}: {region}: Invalid parameters: {string.Join(", ", invalid.Select(one => one.Name).Distinct())}", new AwsRefusal(400, "", "", ""));
    }

    private static string NameOf(MountSource source) => (source.Version ?? source.Label) is { } selector ? $"{source.Name}:{selector}" : source.Name;

    private static List<MountFile> Files(MountObject one, byte[] content, string region)
    {
        List<MountFile> files = [new(one.File, content, one.Mode)];
        foreach (var path in one.Paths)
        {
            var (value, refusal) = JmesPaths.Find(content, path, one.Primary.Name);
            files.Add(value is not null ? new(one.FileOf(path.Alias), value, one.Mode) : throw new MountException($"{one.Place}: {region}{refusal}"));
        }

        return files;
    }

    private static void Require(MountObject one, AwsAnswer answer, string what)
    {
        if (answer.Refusal is { } refusal)
        {
            throw new MountException($"{one.Place}: {what}: {refusal}", refusal);
        }
    }
}
