using SecretsEmu.Tool.Consumers;

namespace SecretsEmu.Tests.Consumers;

public sealed class ProcessVariableTests
{
    [Test]
    public void Of_variables_with_one_name_the_last_counts() =>
        ProcessVariable.LastOfEach([new("A", "1"), new("B", "2"), new("A", "3"), new("a", "4")]).ShouldBe([new("A", "3"), new("B", "2"), new("a", "4")]);
}
