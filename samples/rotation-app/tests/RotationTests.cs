namespace RotationAppTests;

public class RotationTests
{
    private const string OneUser = "app";
    private const string TwoUsers = "app app_clone";

    // The password in use is the one that changes, or it is not.
    [TestCase(OneUser, 10)]
    [TestCase(TwoUsers, 0)]
    [CancelAfter(60_000)]
    public async Task The_app_logs_in_through_ten_rotations(string users, int recovered, CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(users);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.Run(() => LogInUntil(stop.Token), cancellationToken);
        await SeeLogin();

        for (var rotation = 1; rotation <= 10; rotation++)
        {
            Assert.That(await world.RotateAsync(), Is.EqualTo("RotationSucceeded"));
            await SeeLogin();
            world.LetLifetimePass();
            await SeeLogin();
        }

        await stop.CancelAsync();
        // It throws when a login failed for good.
        await running;
        Assert.That(world.App.Recovered, Is.EqualTo(recovered));

        async Task LogInUntil(CancellationToken stopped)
        {
            while (!stopped.IsCancellationRequested)
            {
                await world.App.LogInAsync(cancellationToken);
                await Task.Yield();
            }
        }

        // One that began after this was asked, so the second from now; none comes when the app has failed.
        async Task SeeLogin()
        {
            for (var seen = world.App.Logins; world.App.Logins < seen + 2 && !running.IsCompleted;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task With_one_user_even_a_fresh_secret_is_refused_for_a_moment_and_the_app_waits_for_its_end(CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(OneUser);
        await world.PauseBeforeFinishSecretAsync(cancellationToken);

        Assert.That(world.Database.LogIn(await world.Secret.ReadAsync(cancellationToken)), Is.False);
        var login = world.App.LogInAsync(cancellationToken);
        await world.FinishAsync(cancellationToken);
        await login;

        Assert.That(world.App.Recovered, Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task With_two_users_there_is_no_such_moment(CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(TwoUsers);
        var before = await world.Secret.ReadAsync(cancellationToken);
        await world.PauseBeforeFinishSecretAsync(cancellationToken);

        Assert.That(world.Database.LogIn(await world.Secret.ReadAsync(cancellationToken)), Is.True);
        await world.FinishAsync(cancellationToken);

        Assert.That(world.Database.LogIn(await world.Secret.ReadAsync(cancellationToken)), Is.True);
        Assert.That(world.Database.LogIn(before), Is.True, "who still remembers the other user gets in too");
    }
}
