#include "app/completion.h"

#include "app/answer.h"

namespace onrecord {
namespace {

/// In single quotes, for all three shells.
std::string in_single_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string names_of(const std::vector<CompletedCommand>& commands) {
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const CompletedCommand& command : commands) names.push_back(command.name);
  return join(names, " ");
}

std::string for_bash(const std::vector<CompletedCommand>& commands) {
  std::string script =
      "# source <(onrecord completion bash)\n"
      "_onrecord() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} options=\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W '" +
      names_of(commands) +
      " --help --version' -- \"$word\")\n"
      "    return\n"
      "  fi\n"
      "  case ${COMP_WORDS[1]} in\n";
  for (const CompletedCommand& command : commands) {
    script += "    " + command.name + ") options='" + join(command.options, " ") + "' ;;\n";
  }
  script +=
      "  esac\n"
      "  case $word in\n"
      "    -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\") ;;\n"
      "    *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"
      "  esac\n"
      "}\n"
      "complete -o filenames -F _onrecord onrecord\n";
  return script;
}

std::string for_zsh(const std::vector<CompletedCommand>& commands) {
  std::string script =
      "#compdef onrecord\n"
      "# source <(onrecord completion zsh)\n"
      "_onrecord() {\n"
      "  if (( CURRENT == 2 )); then\n"
      "    local -a commands=(\n";
  for (const CompletedCommand& command : commands) {
    script += "      " + in_single_quotes(command.name + ":" + command.description) + "\n";
  }
  script +=
      "    )\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local -a options\n"
      "  case ${words[2]} in\n";
  for (const CompletedCommand& command : commands) {
    script += "    " + command.name + ") options=(" + join(command.options, " ") + ") ;;\n";
  }
  script +=
      "  esac\n"
      "  if [[ ${words[CURRENT]} == -* ]]; then compadd -- $options; else _files; fi\n"
      "}\n"
      "compdef _onrecord onrecord\n";
  return script;
}

std::string for_fish(const std::vector<CompletedCommand>& commands) {
  std::string script = "# onrecord completion fish | source\n";
  for (const CompletedCommand& command : commands) {
    script += "complete -c onrecord -f -n __fish_use_subcommand -a " + command.name + " -d " +
              in_single_quotes(command.description) + "\n";
    for (const std::string& option : command.options) {
      const bool is_long = option.starts_with("--");
      script += "complete -c onrecord -n '__fish_seen_subcommand_from " + command.name + "' " +
                (is_long ? "-l " + option.substr(2) : "-s " + option.substr(1)) + "\n";
    }
  }
  return script;
}

}  // namespace

Result<std::string> make_completion(std::string_view shell,
                                    const std::vector<CompletedCommand>& commands) {
  if (shell == "bash") return for_bash(commands);
  if (shell == "zsh") return for_zsh(commands);
  if (shell == "fish") return for_fish(commands);
  return Error{ErrorCode::InvalidInput,
               "completion '" + std::string(shell) + "': bash, zsh and fish are known"};
}

}  // namespace onrecord
