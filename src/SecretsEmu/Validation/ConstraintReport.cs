using System.Collections;
using System.Globalization;

namespace SecretsEmu.Validation;

/// <summary>All constraints that a request breaks, counted and joined into the front end's one sentence (secretsmanager.md 2.1).</summary>
internal static class ConstraintReport
{
    /// <summary>The sentence, or null when nothing is broken.</summary>
    public static string? Of(object request, Shape shape)
    {
        List<string>? broken = null;
        Structure(request, shape, "", ref broken);
        return broken is null
            ? null
            : $"{broken.Count} validation error{(broken.Count == 1 ? "" : "s")} detected: {string.Join("; ", broken)}";
    }

    private static void Structure(object structure, Shape shape, string path, ref List<string>? broken)
    {
        foreach (var member in shape.Members)
        {
            var value = member.Get(structure);
            var at = path + member.LowerCamelName;
            if (value is null)
            {
                if (member.Required)
                {
                    (broken ??= []).Add($"Value null at '{at}' failed to satisfy constraint: {NotNullAttribute.Demand}");
                }

                continue;
            }

            foreach (var constraint in member.Constraints)
            {
                // An empty name gets the name's own sentence (secretsmanager.md 2.1).
                if (!(member.NameRule is not null && value is "") && constraint.Broken(value) is { } demand)
                {
                    (broken ??= []).Add($"{ValueAt(member, value, at)} failed to satisfy constraint: {demand}");
                }
            }

            if (member.Shape.Kind == ShapeKind.Structure)
            {
                Structure(value, member.Shape, $"{at}.", ref broken);
            }
            else if (member.Shape.Kind == ShapeKind.List)
            {
                List((IEnumerable)value, member, at, ref broken);
            }
            else if (member.Shape.Kind == ShapeKind.Map)
            {
                Map((IDictionary)value, member, at, ref broken);
            }
        }
    }

    private static void List(IEnumerable list, Member member, string at, ref List<string>? broken)
    {
        if (member.Shape.Element!.Kind == ShapeKind.Structure)
        {
            var position = 0;
            foreach (var element in list)
            {
                position++;
                if (element is null)
                {
                    (broken ??= []).Add($"Value null at '{at}.{position}.member' failed to satisfy constraint: {NotNullAttribute.Demand}");
                }
                else
                {
                    Structure(element, member.Shape.Element, $"{at}.{position}.member.", ref broken);
                }
            }

            return;
        }

        // Inferred: a null among strings is reported like any other element that breaks a rule.
        var elements = list.Cast<object?>().ToList();
        var demands = elements.Contains(null) ? [NotNullAttribute.Demand]
            : member.EachElement.Any(each => elements.Any(element => each.Broken(element!) is not null))
                ? member.EachElement.SelectMany(each => each.Demands)
                : [];
        var all = string.Join(", ", demands);
        if (all.Length > 0)
        {
            (broken ??= []).Add(
                $"{ValueAt(member, list, at)} failed to satisfy constraint: Member must satisfy constraint: [{all}]");
        }
    }

    // Inferred: a null among the values is reported as among the strings of a list.
    private static void Map(IDictionary map, Member member, string at, ref List<string>? broken)
    {
        foreach (var value in map.Values)
        {
            if (value is null)
            {
                (broken ??= []).Add($"{ValueAt(member, map, at)} failed to satisfy constraint: Map value must satisfy constraint: [{NotNullAttribute.Demand}]");
                return;
            }
        }
    }

    private static string ValueAt(Member member, object value, string at) =>
        member.Sensitive || member.Shape.Kind == ShapeKind.Blob ? $"Value at '{at}'" : $"Value '{Text(value, member.Shape)}' at '{at}'";

    private static string Text(object? value, Shape shape) => value is null ? "null" : shape.Kind switch
    {
        ShapeKind.List => $"[{string.Join(", ", ((IEnumerable)value).Cast<object?>().Select(element => Text(element, shape.Element!)))}]",
        ShapeKind.Map => $"{{{string.Join(", ", ((IDictionary)value).Keys.Cast<string>().Select(key => $"{key}={Text(((IDictionary)value)[key], shape.Element!)}"))}}}",
        // Inferred: how the front end prints structures is not known.
        ShapeKind.Structure => $"{shape.Name}({string.Join(", ", shape.Members.Select(member =>
            $"{member.LowerCamelName}={(member.Sensitive ? "***" : Text(member.Get(value), member.Shape))}"))})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
