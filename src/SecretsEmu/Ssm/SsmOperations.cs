using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Ssm.Operations;

namespace SecretsEmu.Ssm;

/// <summary>Systems Manager, of which only Parameter Store is here: the operation table (2014-11-06).</summary>
internal static class SsmOperations
{
    /// <summary>In AWS's model (botocore 1.43.11) and not emulated: what is no part of Parameter Store, its resource policies, and the setting of its default tier.</summary>
    private static readonly string[] Missing =
    [
        "AssociateOpsItemRelatedItem", "CancelCommand", "CancelMaintenanceWindowExecution", "CreateActivation",
        "CreateAssociation", "CreateAssociationBatch", "CreateDocument", "CreateMaintenanceWindow", "CreateOpsItem",
        "CreateOpsMetadata", "CreatePatchBaseline", "CreateResourceDataSync", "DeleteActivation", "DeleteAssociation",
        "DeleteDocument", "DeleteInventory", "DeleteMaintenanceWindow", "DeleteOpsItem", "DeleteOpsMetadata",
        "DeletePatchBaseline", "DeleteResourceDataSync", "DeleteResourcePolicy", "DeregisterManagedInstance",
        "DeregisterPatchBaselineForPatchGroup", "DeregisterTargetFromMaintenanceWindow", "DeregisterTaskFromMaintenanceWindow",
        "DescribeActivations", "DescribeAssociation", "DescribeAssociationExecutionTargets", "DescribeAssociationExecutions",
        "DescribeAutomationExecutions", "DescribeAutomationStepExecutions", "DescribeAvailablePatches", "DescribeDocument",
        "DescribeDocumentPermission", "DescribeEffectiveInstanceAssociations", "DescribeEffectivePatchesForPatchBaseline",
        "DescribeInstanceAssociationsStatus", "DescribeInstanceInformation", "DescribeInstancePatchStates",
        "DescribeInstancePatchStatesForPatchGroup", "DescribeInstancePatches", "DescribeInstanceProperties",
        "DescribeInventoryDeletions", "DescribeMaintenanceWindowExecutionTaskInvocations",
        "DescribeMaintenanceWindowExecutionTasks", "DescribeMaintenanceWindowExecutions", "DescribeMaintenanceWindowSchedule",
        "DescribeMaintenanceWindowTargets", "DescribeMaintenanceWindowTasks", "DescribeMaintenanceWindows",
        "DescribeMaintenanceWindowsForTarget", "DescribeOpsItems", "DescribePatchBaselines", "DescribePatchGroupState",
        "DescribePatchGroups", "DescribePatchProperties", "DescribeSessions", "DisassociateOpsItemRelatedItem", "GetAccessToken",
        "GetAutomationExecution", "GetCalendarState", "GetCommandInvocation", "GetConnectionStatus", "GetDefaultPatchBaseline",
        "GetDeployablePatchSnapshotForInstance", "GetDocument", "GetExecutionPreview", "GetInventory", "GetInventorySchema",
        "GetMaintenanceWindow", "GetMaintenanceWindowExecution", "GetMaintenanceWindowExecutionTask",
        "GetMaintenanceWindowExecutionTaskInvocation", "GetMaintenanceWindowTask", "GetOpsItem", "GetOpsMetadata", "GetOpsSummary",
        "GetPatchBaseline", "GetPatchBaselineForPatchGroup", "GetResourcePolicies", "GetServiceSetting", "ListAssociationVersions",
        "ListAssociations", "ListCommandInvocations", "ListCommands", "ListComplianceItems", "ListComplianceSummaries",
        "ListDocumentMetadataHistory", "ListDocumentVersions", "ListDocuments", "ListInventoryEntries", "ListNodes",
        "ListNodesSummary", "ListOpsItemEvents", "ListOpsItemRelatedItems", "ListOpsMetadata", "ListResourceComplianceSummaries",
        "ListResourceDataSync", "ModifyDocumentPermission", "PutComplianceItems", "PutInventory", "PutResourcePolicy",
        "RegisterDefaultPatchBaseline", "RegisterPatchBaselineForPatchGroup", "RegisterTargetWithMaintenanceWindow",
        "RegisterTaskWithMaintenanceWindow", "ResetServiceSetting", "ResumeSession", "SendAutomationSignal", "SendCommand",
        "StartAccessRequest", "StartAssociationsOnce", "StartAutomationExecution", "StartChangeRequestExecution",
        "StartExecutionPreview", "StartSession", "StopAutomationExecution", "TerminateSession", "UpdateAssociation",
        "UpdateAssociationStatus", "UpdateDocument", "UpdateDocumentDefaultVersion", "UpdateDocumentMetadata",
        "UpdateMaintenanceWindow", "UpdateMaintenanceWindowTarget", "UpdateMaintenanceWindowTask", "UpdateManagedInstanceRole",
        "UpdateOpsItem", "UpdateOpsMetadata", "UpdatePatchBaseline", "UpdateResourceDataSync", "UpdateServiceSetting",
    ];

    /// <param name="secureStrings">For values that are encrypted.</param>
    /// <param name="secrets">For those of Secrets Manager.</param>
    public static Service Service(SecureStrings secureStrings, SecretReferences secrets) =>
        new("ssm", new Json11Form("AmazonSSM."), () => Operations(secureStrings, secrets));

    private static Operation[] Operations(SecureStrings secureStrings, SecretReferences secrets)
    {
        var json = JsonForm.For(SsmJson.Default);
        var reader = new ParameterReader(secureStrings, secrets);
        return
        [
            Operation.Change("AddTagsToResource", new AddTagsToResource(), json),
            Operation.Change("DeleteParameter", new DeleteParameter(), json),
            Operation.Change("DeleteParameters", new DeleteParameters(), json),
            Operation.Read("DescribeParameters", new DescribeParameters(), json),
            Operation.Read("GetParameter", new GetParameter(reader), json),
            Operation.Read("GetParameterHistory", new GetParameterHistory(reader), json),
            Operation.Read("GetParameters", new GetParameters(reader), json),
            Operation.Read("GetParametersByPath", new GetParametersByPath(reader), json),
            Operation.Change("LabelParameterVersion", new LabelParameterVersion(), json),
            Operation.Read("ListTagsForResource", new ListTagsForResource(), json),
            Operation.Change("PutParameter", new PutParameter(secureStrings), json),
            Operation.Change("RemoveTagsFromResource", new RemoveTagsFromResource(), json),
            Operation.Change("UnlabelParameterVersion", new UnlabelParameterVersion(), json),
            .. Missing.Select(name => Operation.Missing<OtherRequest>(name, $"ssm:{name}", json)),
        ];
    }
}

/// <summary>The request of an operation that is not emulated: whatever it says.</summary>
internal sealed class OtherRequest;
