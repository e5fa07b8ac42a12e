// The few members of MSBuild that WeakenVersionNeed uses, so that it can be tested without MSBuild's assemblies.
#pragma warning disable IDE0130 // the namespaces are MSBuild's
using System.Globalization;

namespace Microsoft.Build.Framework
{
    [AttributeUsage(AttributeTargets.Property)]
    internal sealed class RequiredAttribute : Attribute;
}

namespace Microsoft.Build.Utilities
{
    public abstract class Task
    {
        public TaskLog Log { get; } = new();

        public abstract bool Execute();
    }

    public sealed class TaskLog
    {
        public List<string> Errors { get; } = [];

        public void LogError(string message, params object[] arguments) => Errors.Add(string.Format(CultureInfo.InvariantCulture, message, arguments));
    }
}
