/* The door to the core: for a page, for Node, and natively for tests.

   (1) One buffer. The host writes its input at samtycke_buffer(), calls a verb with its size, and
       finds the answer there; the verb returns the answer's size. An input that is larger than
       samtycke_buffer_size() is not to be written.
   (2) Input: what was carried from the call before (at first nothing), one line feed, a request.
       Answer: what is to be carried to the next call, one line feed, the answer. Both parts are
       UTF-8 JSON without a line feed; docs/EVALUATE.md shows each request.
   (3) The answer is {"ok": ...} or {"error": {"code", "where"}}. `code` is stable and the only
       thing a host may branch on; `where` is a JSON Pointer.
   (4) Nothing is kept between calls but the catalogue that the call `catalogue` loaded, named by
       the digest it answered. The same input gives the same answer, here and natively.
   (5) No memory is owned across the border: no pointer to free, no handle to close. The memory
       does not grow, so a view of it stays valid.
   (6) A trap is a bug. The host drops the instance and falls back to the form.
   (7) samtycke_decide() is the one verb that is not JSON: the buffer holds a chunk as
       docs/EVALUATE.md lays it out, each question is answered where it stands, and the verb returns
       how many; 0 for a chunk that is not what it says it is. A page's module does not have it.
   (8) samtycke_abi() changes when (1) to (7) change. */
#ifndef SAMTYCKE_H
#define SAMTYCKE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

uint32_t samtycke_abi(void);
uint8_t* samtycke_buffer(void);
uint32_t samtycke_buffer_size(void);
uint32_t samtycke_evaluate(uint32_t size);
uint32_t samtycke_decide(uint32_t size);

#ifdef __cplusplus
}
#endif

#endif
