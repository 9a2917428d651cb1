/* What the C library would ask of its host, answered here, so that the module imports nothing.
   Linked into the WebAssembly module only. */
#include <stdarg.h>
#include <stddef.h>

/* Reached from abort alone: a trap is how the module says that it has a bug (samtycke.h, 6). */
void _Exit(int status) {
  (void)status;
  __builtin_trap();
}

/* nlohmann/json's lexer turns a number it holds for a float into one, and prints a number into its
   error texts. The reader refuses floats before their value matters and shows no such text, so
   the C library's printf and strtod families, half of the module's size, are answered by nothing. */
float strtof(const char* text, char** end) {
  const char* p = text;
  while ((*p >= '0' && *p <= '9') || *p == '-' || *p == '+' || *p == '.' || *p == 'e' || *p == 'E') ++p;
  if (end) *end = (char*)p;
  return 0;
}

double strtod(const char* text, char** end) { return strtof(text, end); }

long double strtold(const char* text, char** end) { return strtof(text, end); }

int snprintf(char* out, size_t size, const char* format, ...) {
  (void)format;
  if (size > 0) out[0] = 0;
  return 0;
}

int vsnprintf(char* out, size_t size, const char* format, va_list arguments) {
  (void)format;
  (void)arguments;
  if (size > 0) out[0] = 0;
  return 0;
}
