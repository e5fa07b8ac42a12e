using System.Collections.Concurrent;
using Scriban;
using Scriban.Runtime;

namespace Darts.Codegen;

/// <summary>Renders the embedded templates. They are strict: a name the model does not have is an exception, not an empty text.</summary>
public static class TemplateRenderer
{
    /// <summary>What the names of templates end with.</summary>
    public const string Extension = ".sbn-cs";

    private static readonly ConcurrentDictionary<string, Template> Parsed = new(StringComparer.Ordinal);

    /// <summary>Renders a template of this assembly; it is parsed once per compiler process.</summary>
    /// <param name="name">Its file name without the extension.</param>
    /// <param name="model">What the template's names refer to: the model's properties, by their C# names.</param>
    public static string Render(string name, object model) => Render(Parsed.GetOrAdd(name, static name => Parse(name, TextOf(name))), model);

    /// <summary>Parses a template.</summary>
    /// <exception cref="InvalidOperationException">It is no template.</exception>
    public static Template Parse(string name, string text)
    {
        var template = Template.Parse(text, name);
        return template.HasErrors ? throw new InvalidOperationException(string.Join("\n", template.Messages)) : template;
    }

    /// <summary>Renders a template.</summary>
    /// <exception cref="Scriban.Syntax.ScriptRuntimeException">It names what the model does not have.</exception>
    public static string Render(Template template, object model)
    {
        var names = new ScriptObject();
        names.Import(model, renamer: static member => member.Name);
        var context = new TemplateContext
        {
            // Both are needed: the first catches a misspelt name, the second a misspelt member of one.
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            MemberRenamer = static member => member.Name,
            // Unlimited: the genotype's own limits bound loops and length.
            LoopLimit = 0,
            LimitToString = 0,
        };
        context.PushGlobal(names);
        return template.Render(context);
    }

    private static string TextOf(string name)
    {
        using Stream stream = typeof(TemplateRenderer).Assembly.GetManifestResourceStream(name + Extension)
            ?? throw new ArgumentException($"There is no template '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
