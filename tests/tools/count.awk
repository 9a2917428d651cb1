# Counts test cases in the output of a part of ./check. Prints "PASSED FAILED" and, for each thing
# that promised cases and told of none, a sentence on standard error.
#
# Understood: Boost.Test with --report_level=short, node:test's spec reporter, and a line of its own
# "N passed, N failed". Any of them may stand behind ctest's "7: ".

function told() { if (test != "") counted[test] = 1 }

{
  line = $0
  test = ""
  if (match(line, /^[0-9]+: /)) {
    test = substr(line, 1, RLENGTH - 2)
    line = substr(line, RLENGTH + 1)
  }
  # Colours would hide the words.
  gsub(/\033\[[0-9;]*m/, "", line)
}

# ctest says what it starts: "      Start  3: store_tests".
match($0, /^ +Start +[0-9]+: /) {
  split($0, words, /[ :]+/)
  started[words[3]] = words[4]
}

line ~ /^ *[0-9]+ test cases? out of [0-9]+ passed$/ { passed += line + 0; told() }
line ~ /^ *[0-9]+ test cases? out of [0-9]+ (failed|aborted)$/ { failed += line + 0; told() }
# Whoever asked for some of its cases asks for the others in another run; what was asked for is not skipped.
line ~ /^Running [0-9]+ test cases?\.\.\.$/ { split(line, words, " "); asked[test] = words[2] }
line ~ /^ *[0-9]+ test cases? out of [0-9]+ skipped$/ {
  split(line, words, " ")
  failed += words[1] - (test in asked ? words[6] - asked[test] : 0)
  told()
}

line ~ /^ℹ pass [0-9]+$/ { split(line, words, " "); passed += words[3]; told() }
line ~ /^ℹ (fail|cancelled|skipped|todo) [0-9]+$/ { split(line, words, " "); failed += words[3]; told() }

line ~ /^[0-9]+ passed, [0-9]+ failed$/ { split(line, words, /[ ,]+/); passed += words[1]; failed += words[3]; told() }

END {
  for (number in started) {
    if (!(number in counted)) {
      printf "%s ran and told of no test case\n", started[number] > "/dev/stderr"
      failed += 1
    }
  }
  printf "%d %d\n", passed, failed
}
