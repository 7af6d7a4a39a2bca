using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Lambda;

namespace SecretsEmu.Tests.Rotation.Handlers.Lambda;

public sealed class HandlerStringTests
{
    [Test]
    public void A_handler_is_an_assembly_a_type_and_a_method() =>
        HandlerString.Parse("Assembly::Name.Space.Type::Method").ShouldBe(new HandlerString("Assembly", "Name.Space.Type", "Method"));

    [Test]
    public void Spaces_around_a_part_are_not_of_it() =>
        HandlerString.Parse(" Assembly :: Type :: Void Method(System.String) ").ShouldBe(new HandlerString("Assembly", "Type", "Void Method(System.String)"));

    [TestCase("", "Empty lambda function handler. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [TestCase("Assembly", "Invalid lambda function handler: 'Assembly'. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [TestCase("Assembly::Type", "Invalid lambda function handler: 'Assembly::Type'. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [TestCase("::Type::Method", "Invalid lambda function handler: '::Type::Method', the assembly is missing. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [TestCase("Assembly:: ::Method", "Invalid lambda function handler: 'Assembly:: ::Method', the type is missing. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [TestCase("Assembly::Type::", "Invalid lambda function handler: 'Assembly::Type::', the method is missing. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    public void A_handler_that_lacks_a_part_is_refused_as_Lambda_refuses_it(string handler, string message)
    {
        var refused = Should.Throw<HandlerException>(() => HandlerString.Parse(handler));

        refused.Message.ShouldBe(message);
        refused.ErrorType.ShouldBe("LambdaValidationException");
    }
}
