using System.Text.Json;
using SecretsEmu.Plugins;

namespace RotationPlugins;

[RotationFunction("throws")]
public sealed class ThrowingPlugin : GoodPlugin
{
    public override Task SetSecretAsync(IRotationContext context) => throw new DatabaseException("The database refused the login of app.");
}

[RotationFunction("exits")]
public sealed class ExitingPlugin : GoodPlugin
{
    public override Task SetSecretAsync(IRotationContext context)
    {
        context.Log("leaving");
        Environment.Exit(7);
        return Task.CompletedTask;
    }
}

/// <summary>An exception type of the plugin's own.</summary>
public sealed class DatabaseException(string message) : Exception(message);

/// <summary>Blocks its thread and heeds nothing.</summary>
[RotationFunction("hangs")]
public sealed class HangingPlugin : GoodPlugin
{
    public override Task SetSecretAsync(IRotationContext context)
    {
        new ManualResetEventSlim().Wait();
        return Task.CompletedTask;
    }
}

[RotationFunction("heeds")]
public sealed class HeedingPlugin : GoodPlugin
{
    public override Task TestSecretAsync(IRotationContext context) => new TaskCompletionSource().Task.WaitAsync(context.Cancellation);
}

/// <summary>Fails where it hears that its time is over.</summary>
[RotationFunction("minds")]
public sealed class MindingPlugin : GoodPlugin
{
    public override async Task TestSecretAsync(IRotationContext context)
    {
        using var registration = context.Cancellation.Register(() => throw new InvalidOperationException("It was not over."));
        await new TaskCompletionSource().Task;
    }
}

[RotationFunction("floods")]
public sealed class FloodingPlugin : GoodPlugin
{
    public override Task SetSecretAsync(IRotationContext context)
    {
        for (var line = 0; line < 100_000; line++)
        {
            context.Log($"line {line}");
        }

        return base.SetSecretAsync(context);
    }
}

[RotationFunction("tells")]
public sealed class TellingPlugin : GoodPlugin
{
    public override async Task TestSecretAsync(IRotationContext context)
    {
        context.Log($"the new password is {(await context.ReadAsync("AWSPENDING"))!.Text}");
        throw new InvalidOperationException($"cannot log in with {(await context.ReadAsync("AWSPENDING"))!.Text}");
    }
}

[RotationFunction("makes-nothing")]
public sealed class IdlePlugin : GoodPlugin
{
    public override Task CreateSecretAsync(IRotationContext context) => Task.CompletedTask;
}

[RotationFunction("makes-another")]
public sealed class UnrepeatablePlugin : GoodPlugin
{
    public override async Task CreateSecretAsync(IRotationContext context) =>
        await context.StorePendingAsync(SecretValue.Of(await context.GeneratePasswordAsync()));
}

[RotationFunction("finishes-early")]
public sealed class HastyPlugin : GoodPlugin
{
    public override async Task CreateSecretAsync(IRotationContext context)
    {
        await base.CreateSecretAsync(context);
        await context.MakeCurrentAsync();
    }
}

[RotationFunction("never-finishes")]
public sealed class UnfinishedPlugin : GoodPlugin
{
    public override Task FinishSecretAsync(IRotationContext context) => Task.CompletedTask;
}

[RotationFunction("never-tests")]
public sealed class UntestedPlugin : GoodPlugin
{
    public override Task TestSecretAsync(IRotationContext context) => Task.CompletedTask;
}

[RotationFunction("tests-current")]
public sealed class ForgetfulPlugin : GoodPlugin
{
    public override async Task TestSecretAsync(IRotationContext context) => await context.ReadAsync("AWSCURRENT");
}

[RotationFunction("rewrites")]
public sealed class RewritingPlugin : GoodPlugin
{
    public override async Task TestSecretAsync(IRotationContext context)
    {
        await base.TestSecretAsync(context);
        await context.StorePendingAsync(SecretValue.Of("another"));
    }
}

/// <summary>Needs another role than the root of the account.</summary>
[RotationFunction("reads-other")]
public sealed class CuriousPlugin : GoodPlugin
{
    public override async Task SetSecretAsync(IRotationContext context)
    {
        await base.SetSecretAsync(context);
        await context.ReadSecretAsync(context.Settings["master"]);
    }
}

/// <summary>Blocks in the step that its settings name, the first time in this process.</summary>
[RotationFunction("holds")]
public sealed class HoldingPlugin : GoodPlugin
{
    public override Task CreateSecretAsync(IRotationContext context) => Hold(context, base.CreateSecretAsync);

    public override Task SetSecretAsync(IRotationContext context) => Hold(context, base.SetSecretAsync);

    public override Task TestSecretAsync(IRotationContext context) => Hold(context, base.TestSecretAsync);

    public override Task FinishSecretAsync(IRotationContext context) => Hold(context, base.FinishSecretAsync);

    private static async Task Hold(IRotationContext context, Func<IRotationContext, Task> step)
    {
        await step(context);
        // As far as the step goes it is done; whoever stops the server now stops it in the middle.
        if (context.Settings["step"] == context.Step && !File.Exists(context.Settings["held"]))
        {
            await File.WriteAllTextAsync(context.Settings["held"], context.Step);
            await new TaskCompletionSource().Task;
        }
    }
}

/// <summary>Throws on a thread of its own, which nobody can catch.</summary>
[RotationFunction("throws-apart")]
public sealed class CrashingPlugin : GoodPlugin
{
    public override Task SetSecretAsync(IRotationContext context)
    {
        new Thread(() => throw new InvalidOperationException("on a thread of its own")).Start();
        return new TaskCompletionSource().Task;
    }
}

/// <summary>Has nothing to set, as where the secret is all there is: no fault.</summary>
[RotationFunction("sets-nothing")]
public sealed class SettingNothingPlugin : GoodPlugin
{
    public override Task SetSecretAsync(IRotationContext context) => Task.CompletedTask;
}

/// <summary>Leaves a type of its own in the caches of System.Text.Json, which keep its code in memory for ever.</summary>
[RotationFunction("serializes")]
public sealed class SerializingPlugin : GoodPlugin
{
    public override async Task CreateSecretAsync(IRotationContext context)
    {
        if (await context.ReadAsync("AWSPENDING") is null)
        {
            await context.StorePendingAsync(SecretValue.Of(JsonSerializer.Serialize(new Login("app", await context.GeneratePasswordAsync()))));
        }
    }

    private sealed record Login(string Username, string Password);
}
