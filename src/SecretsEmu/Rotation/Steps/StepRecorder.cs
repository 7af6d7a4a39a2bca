using System.Collections.Immutable;
using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;

namespace SecretsEmu.Rotation.Steps;

/// <summary>What a function does while one step runs: its calls and its log. Safe to use from several threads, and after the step.</summary>
internal sealed class StepRecorder(string secretArn)
{
    /// <summary>Stands at the end of a line that was cut.</summary>
    public const char Cut = '…';

    private const int MostCalls = 200;
    private const int MostLines = 500;
    private const int LongestLine = 2000;

    private readonly Lock _gate = new();
    private readonly ImmutableArray<CallRecord>.Builder _calls = ImmutableArray.CreateBuilder<CallRecord>();
    private readonly List<string> _lines = [];
    private int _callsLeftOut;
    private int _linesLeftOut;

    public (ImmutableArray<CallRecord> Calls, int LeftOut) Calls
    {
        get
        {
            lock (_gate)
            {
                return (_calls.ToImmutable(), _callsLeftOut);
            }
        }
    }

    /// <summary>The log as the function wrote it: mask it before anybody sees it.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return _linesLeftOut == 0 ? [.. _lines] : [.. _lines, $"({_linesLeftOut} further lines left out)"];
            }
        }
    }

    public void Log(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == MostLines)
            {
                _linesLeftOut++;
                return;
            }

            _lines.Add(line.Length > LongestLine ? Shorten(line) : line);
        }
    }

    public void Add(Call call, object? response, AwsError? error)
    {
        var record = RecordOf(call, response, error);
        lock (_gate)
        {
            if (_calls.Count == MostCalls)
            {
                _callsLeftOut++;
                return;
            }

            _calls.Add(record);
        }
    }

    /// <summary>The secret that a call names, or null.</summary>
    public static string? SecretIdOf(Call call) => call.Request switch
    {
        GetSecretValueRequest read => read.SecretId,
        PutSecretValueRequest put => put.SecretId,
        UpdateSecretVersionStageRequest move => move.SecretId,
        DescribeSecretRequest describe => describe.SecretId,
        UpdateSecretRequest update => update.SecretId,
        ListSecretVersionIdsRequest list => list.SecretId,
        _ => null,
    };

    private static string Shorten(string line) => line[..(char.IsHighSurrogate(line[LongestLine - 1]) ? LongestLine - 1 : LongestLine)] + Cut;

    private CallRecord RecordOf(Call call, object? response, AwsError? error)
    {
        var secretId = SecretIdOf(call);
        var record = new CallRecord
        {
            Operation = call.Service?.SigningName == "secretsmanager" ? call.Operation?.Name ?? "?" : call.Title,
            SecretId = secretId,
            IsRotatedSecret = secretId is not null && IsRotated(secretId),
            RequestId = call.RequestId,
            Error = error?.Type,
            Message = error?.Message,
        };
        return call.Request switch
        {
            GetSecretValueRequest read => record with
            {
                VersionId = (response as GetSecretValueResponse)?.VersionId ?? read.VersionId,
                Stages = read.VersionStage is { } stage ? [stage] : read.VersionId is null ? [StagingLabels.Current] : [],
            },
            PutSecretValueRequest put => record with { VersionId = put.ClientRequestToken, Stages = [.. put.VersionStages ?? [StagingLabels.Current]] },
            UpdateSecretRequest { SecretString: not null } or UpdateSecretRequest { SecretBinary: not null } =>
                record with { VersionId = ((UpdateSecretRequest)call.Request).ClientRequestToken, Stages = [StagingLabels.Current] },
            UpdateSecretVersionStageRequest move => record with { VersionId = move.MoveToVersionId, Stages = [move.VersionStage!] },
            _ => record,
        };
    }

    // A function gets the ARN and mostly sends it back; by name it may mean the same secret of its own account.
    private bool IsRotated(string secretId) =>
        secretId == secretArn || (SecretArn.TryParse(secretArn, out var arn) && (secretId == arn.Name || secretArn == $"{secretId}{secretArn[^7..]}"));
}
