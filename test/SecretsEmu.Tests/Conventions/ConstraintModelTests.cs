using SecretsEmu.Validation;
using RangeAttribute = SecretsEmu.Validation.RangeAttribute;

namespace SecretsEmu.Tests.Conventions;

/// <summary>Each member of each request says what AWS's model says: types, limits, required, sensitive, idempotency tokens.</summary>
public sealed class ConstraintModelTests
{
    // Where the service is known to differ from its model, or the emulator from the service: shape.member, the fact, the reason.
    // "+" is a fact that only the emulator states, "-" one that only the model does. A line that is no longer needed fails too.
    private static readonly Dictionary<(string Member, string Difference), string> Departures = new()
    {
        [("Tag.Key", "+ required")] = "2026-11: optional in the model, needed in fact (secretsmanager.md 2.2)",
        [("Tag.Value", "+ required")] = "2026-11: as Tag.Key",
        [("CreateSecretRequest.SecretString", "+ counts bytes of UTF-8")] = "2026-11: the quota page counts bytes, the model characters (secretsmanager.md 2.2)",
        [("PutSecretValueRequest.SecretString", "+ counts bytes of UTF-8")] = "2026-11: as CreateSecretRequest",
        [("UpdateSecretRequest.SecretString", "+ counts bytes of UTF-8")] = "2026-11: as CreateSecretRequest",
        [("CreateSecretRequest.Name", "+ name sentence, also when empty")] = "2026-11: recorded; for the empty name inferred (secretsmanager.md 2.1)",
        [("CreateSecretRequest.Type", "+ refused: secrets of an external Type")] = "2026-11: comes with external secrets (issue 3, part 4)",
        [("RotateSecretRequest.ExternalSecretRotationMetadata", "+ refused: secrets of an external Type")] = "2026-11: comes with external secrets",
        [("RotateSecretRequest.ExternalSecretRotationRoleArn", "+ refused: secrets of an external Type")] = "2026-11: comes with external secrets",
        [("UpdateSecretRequest.Type", "+ refused: secrets of an external Type")] = "2026-11: comes with external secrets (issue 3, part 4)",
        [("ListAliasesRequest.Limit", "- value at most 1000")] = "2026-11: the API reference says 100, the model has one type for all lists (kms-iam-sts.md 2.5)",
        [("ListAliasesRequest.Limit", "+ value at most 100")] = "2026-11: as above",
        [("ListGrantsRequest.Limit", "- value at most 1000")] = "2026-11: as ListAliasesRequest",
        [("ListGrantsRequest.Limit", "+ value at most 100")] = "2026-11: as ListAliasesRequest",
        [("ListResourceTagsRequest.Limit", "- value at most 1000")] = "2026-11: as ListAliasesRequest, with 50",
        [("ListResourceTagsRequest.Limit", "+ value at most 50")] = "2026-11: as above",
        [("ListRetirableGrantsRequest.Limit", "- value at most 1000")] = "2026-11: as ListAliasesRequest",
        [("ListRetirableGrantsRequest.Limit", "+ value at most 100")] = "2026-11: as ListAliasesRequest",
        [("ScheduleKeyDeletionRequest.PendingWindowInDays", "- value at least 1")] = "2026-11: the service enforces 7 to 30 (kms-iam-sts.md 2.5)",
        [("ScheduleKeyDeletionRequest.PendingWindowInDays", "- value at most 365")] = "2026-11: as above",
        [("ScheduleKeyDeletionRequest.PendingWindowInDays", "+ value at least 7")] = "2026-11: as above",
        [("ScheduleKeyDeletionRequest.PendingWindowInDays", "+ value at most 30")] = "2026-11: as above",
        [("CreateKeyRequest.CustomKeyStoreId", "+ refused: custom key stores")] = "2026-11: there is no HSM here (kms-iam-sts.md 2.1)",
        [("CreateKeyRequest.XksKeyId", "+ refused: custom key stores")] = "2026-11: as CustomKeyStoreId",
        [("AssumeRoleRequest.SerialNumber", "+ refused: multi-factor authentication (SerialNumber)")] = "2026-11: nobody has a device here",
        [("AssumeRoleRequest.TokenCode", "+ refused: multi-factor authentication (TokenCode)")] = "2026-11: as SerialNumber",
        [("AssumeRoleRequest.ProvidedContexts", "+ refused: trusted identity propagation (ProvidedContexts)")] = "2026-11: needs an identity centre",
        [("AssumeRoleWithWebIdentityRequest.ProviderId", "+ refused: access tokens of OAuth 2.0 providers (ProviderId)")] =
            "2026-11: such tokens say nothing without their provider",
        [("GetSessionTokenRequest.SerialNumber", "+ refused: multi-factor authentication (SerialNumber)")] = "2026-11: as AssumeRoleRequest",
        [("GetSessionTokenRequest.TokenCode", "+ refused: multi-factor authentication (TokenCode)")] = "2026-11: as AssumeRoleRequest",
        [("DecryptRequest.Recipient", "+ refused: Nitro enclaves as recipients")] = "2026-11: comes not: there is no enclave here (kms-iam-sts.md 2.1)",
        [("GenerateDataKeyRequest.Recipient", "+ refused: Nitro enclaves as recipients")] = "2026-11: comes not: there is no enclave here (kms-iam-sts.md 2.1)",
        [("GenerateDataKeyPairRequest.Recipient", "+ refused: Nitro enclaves as recipients")] = "2026-11: comes not: there is no enclave here (kms-iam-sts.md 2.1)",
        [("GenerateRandomRequest.Recipient", "+ refused: Nitro enclaves as recipients")] = "2026-11: comes not: there is no enclave here (kms-iam-sts.md 2.1)",
        [("DecryptRequest.CiphertextBlob", "+ required")] = "2026-11: only DryRunModifiers can do without it (kms-iam-sts.md 2.5)",
        [("DecryptRequest.DryRunModifiers", "+ refused: DryRunModifiers")] = "2026-11: newer than the reference",
        [("ReEncryptRequest.CiphertextBlob", "+ required")] = "2026-11: only DryRunModifiers can do without it (kms-iam-sts.md 2.5)",
        [("ReEncryptRequest.DryRunModifiers", "+ refused: DryRunModifiers")] = "2026-11: newer than the reference",
        [("GenerateDataKeyPairRequest.KeyPairSpec", "+ refused: data key pairs of SM2 or ECC_NIST_EDWARDS25519")] = "2026-11: no such keys here (kms-iam-sts.md 2.1)",
        [("GenerateDataKeyPairWithoutPlaintextRequest.KeyPairSpec", "+ refused: data key pairs of SM2 or ECC_NIST_EDWARDS25519")] = "2026-11: no such keys here (kms-iam-sts.md 2.1)",
        [("SignRequest.MessageType", "+ refused: the MessageType EXTERNAL_MU")] = "2026-11: for keys of ML-DSA alone (kms-iam-sts.md 2.1)",
        [("VerifyRequest.MessageType", "+ refused: the MessageType EXTERNAL_MU")] = "2026-11: for keys of ML-DSA alone (kms-iam-sts.md 2.1)",
        [("PutParameterRequest.Value", "+ length at least 1")] = "2026-11: seen by a peer (integrations.md 3)",
        [("PutParameterRequest.DataType", "+ refused: parameters of data types other than text")] = "2026-11: AWS checks their values, of images with EC2",
        [("AddTagsToResourceRequest.ResourceType", $"+ {OtherResources}")] = "2026-11: nothing else of Systems Manager is here",
        [("ListTagsForResourceRequest.ResourceType", $"+ {OtherResources}")] = "2026-11: as AddTagsToResourceRequest",
        [("RemoveTagsFromResourceRequest.ResourceType", $"+ {OtherResources}")] = "2026-11: as AddTagsToResourceRequest",
        [("GenerateRandomRequest.CustomKeyStoreId", "+ refused: custom key stores")] = "2026-11: as CreateKeyRequest",
    };

    private const string OtherResources = "refused: tags of Systems Manager's other resources than parameters";

    // 2026-11: every SecretId that is no ARN gets the sentence of names, the empty one as well (secretsmanager.md 2.1).
    private const string SecretIdDeparture = "+ name sentence, also when empty";

    [TestCaseSource(nameof(Operations))]
    public void A_request_has_the_members_and_limits_of_the_model(string operation)
    {
        var (shape, model) = ShapesOf(operation);

        var differences = Compare(shape, model).Where(found => !IsDeparture(found)).Select(found => $"{found.Member}: {found.Difference}");

        differences.ShouldBeEmpty(
            "\"-\" is in Models/*.json and not in the request, \"+\" the other way round. Correct the attributes in Operations/, " +
            "or add a dated line with its reason to Departures.");
    }

    [TestCaseSource(nameof(Operations))]
    public void Broken_constraints_are_reported_in_the_order_of_the_model(string operation)
    {
        var (shape, model) = ShapesOf(operation);

        shape.Members.Select(member => member.Name).ShouldBe(
            model.Members.Select(member => member.Name), "Declare the members of the request in the order of Models/*.json.");
    }

    [Test]
    public void No_departure_is_out_of_date()
    {
        var found = Operations().SelectMany(test =>
        {
            var (shape, model) = ShapesOf((string)test.Arguments[0]!);
            return Compare(shape, model);
        }).ToHashSet();

        Departures.Keys.Where(departure => !found.Contains(departure)).ShouldBeEmpty("These differ no longer: remove their lines from Departures.");
    }

    private static IEnumerable<TestCaseData> Operations() =>
        // Operations of STS and SSM that are not emulated have no shapes yet.
        Services.SecretsManager.Operations.Select(operation => $"secretsmanager:{operation.Name}")
            .Concat(Services.Kms.Operations.Select(operation => $"kms:{operation.Name}"))
            .Concat(Services.EmulatedBy(Services.Sts))
            .Concat(Services.EmulatedBy(Services.Ssm))
            .Order(StringComparer.Ordinal)
            .Select(name => new TestCaseData(name));

    private static (Shape Shape, ModelShape Model) ShapesOf(string name)
    {
        var (operation, model) = Services.Find(name);
        return (operation.Shape, model.InputOf(operation.Name));
    }

    private static bool IsDeparture((string Member, string Difference) found) =>
        Departures.ContainsKey(found)
        || (found.Member.EndsWith("Request.SecretId", StringComparison.Ordinal) && found.Difference == SecretIdDeparture);

    private static IEnumerable<(string Member, string Difference)> Compare(Shape shape, ModelShape model)
    {
        if (shape.Name != model.Name)
        {
            yield return (shape.Name, $"- is called {model.Name}");
        }

        foreach (var name in shape.Members.Select(member => member.Name).Union(model.Members.Select(member => member.Name)))
        {
            var at = $"{model.Name}.{name}";
            var (ours, theirs) = (shape.Find(name), model.Members.SingleOrDefault(member => member.Name == name));
            if (ours is null || theirs is null)
            {
                yield return (at, ours is null ? "- member" : "+ member");
                continue;
            }

            var (stated, expected) = (FactsOf(ours).ToHashSet(), FactsOf(theirs).ToHashSet());
            foreach (var difference in expected.Except(stated).Select(fact => $"- {fact}").Concat(stated.Except(expected).Select(fact => $"+ {fact}")))
            {
                yield return (at, difference);
            }

            var (nested, nestedModel) = ours.Shape.Kind == ShapeKind.List
                ? (ours.Shape.Element!, theirs.Shape.Type == "list" ? theirs.Shape.Element : theirs.Shape)
                : (ours.Shape, theirs.Shape);
            if (nested.Kind == ShapeKind.Structure && nestedModel.Type == "structure")
            {
                foreach (var difference in Compare(nested, nestedModel))
                {
                    yield return difference;
                }
            }
        }
    }

    private static IEnumerable<string> FactsOf(ModelMember member)
    {
        var shape = member.Shape;
        yield return shape.Type switch
        {
            "list" => $"list of {(shape.Element.Type == "structure" ? shape.Element.Name : shape.Element.Type)}",
            "map" => $"map of {(shape.MapValue.Type == "structure" ? shape.MapValue.Name : shape.MapValue.Type)}",
            "structure" => shape.Name,
            _ => shape.Type,
        };
        foreach (var fact in LimitsOf(shape))
        {
            yield return fact;
        }

        if (shape.Type == "list")
        {
            foreach (var fact in LimitsOf(shape.Element))
            {
                yield return $"each {fact}";
            }
        }

        foreach (var (flag, fact) in new[]
        {
            (member.Required, "required"), (member.IdempotencyToken, "idempotency token"), (shape.Sensitive, "sensitive"),
        })
        {
            if (flag)
            {
                yield return fact;
            }
        }
    }

    private static IEnumerable<string> LimitsOf(ModelShape shape)
    {
        var what = shape.Type is "integer" or "long" ? "value" : "length";
        if (shape.Min is { } min)
        {
            yield return $"{what} at least {min}";
        }

        if (shape.Max is { } max)
        {
            yield return $"{what} at most {max}";
        }

        if (shape.Pattern is { } pattern)
        {
            yield return $"pattern {pattern}";
        }

        if (shape.Enum is { } values)
        {
            // As a set: the order in which the front end prints it is known for none of them.
            yield return $"one of {string.Join(", ", values.Order(StringComparer.Ordinal))}";
        }
    }

    private static IEnumerable<string> FactsOf(Member member)
    {
        yield return member.Shape.Kind switch
        {
            ShapeKind.List => $"list of {TypeOf(member.Shape.Element!)}",
            ShapeKind.Map => $"map of {TypeOf(member.Shape.Element!)}",
            _ => TypeOf(member.Shape),
        };
        foreach (var fact in member.Constraints.SelectMany(LimitsOf))
        {
            yield return fact;
        }

        foreach (var fact in member.EachElement.SelectMany(LimitsOf))
        {
            yield return $"each {fact}";
        }

        foreach (var (flag, fact) in new[]
        {
            (member.Required, "required"),
            (member.IdempotencyToken, "idempotency token"),
            (member.Sensitive, "sensitive"),
            (member.NameRule is not null, "name sentence, also when empty"),
            (member.NotEmulated is not null, $"refused: {member.NotEmulated?.What}"),
        })
        {
            if (flag)
            {
                yield return fact;
            }
        }
    }

    private static string TypeOf(Shape shape) => shape.Kind == ShapeKind.Structure ? shape.Name : shape.Kind.ToString().ToLowerInvariant();

    private static IEnumerable<string> LimitsOf(ConstraintAttribute constraint)
    {
        switch (constraint)
        {
            case LengthAttribute length:
                if (length.Min >= 0)
                {
                    yield return $"length at least {length.Min}";
                }

                if (length.Max < int.MaxValue)
                {
                    yield return $"length at most {length.Max}";
                }

                if (length is Utf8LengthAttribute)
                {
                    yield return "counts bytes of UTF-8";
                }

                break;
            case RangeAttribute range:
                yield return $"value at least {range.Min}";
                yield return $"value at most {range.Max}";
                break;
            case PatternAttribute pattern:
                yield return $"pattern {pattern.Pattern}";
                break;
            case OneOfAttribute oneOf:
                yield return $"one of {string.Join(", ", oneOf.Values.Order(StringComparer.Ordinal))}";
                break;
            default:
                throw new NotSupportedException($"Say here how {constraint.GetType().Name} compares with the model.");
        }
    }
}
