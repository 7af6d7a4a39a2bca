using System.Text.Json.Nodes;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Pipeline;
using SecretsEmu.Rotation.Handlers;

namespace SecretsEmu.Rotation.Steps;

/// <summary>Secrets Manager for a function in this process: each call as the function's role, under the same checks as one over HTTP.</summary>
internal sealed class InvokerCalls(Invoker invoker, Func<Principal> caller, string region, StepRecorder recorder) : ISecretsCalls
{
    public async Task<JsonObject> Call(string operation, JsonObject request)
    {
        try
        {
            return await invoker.Invoke(
                new OperationCall("secretsmanager", operation, request, caller(), region, "secrets-emu-plugin") { IsRotationFunction = true }, recorder.Add);
        }
        catch (AwsErrorException refused)
        {
            throw new CallRefusedException(refused.Error.Type, refused.Error.Message);
        }
    }
}
