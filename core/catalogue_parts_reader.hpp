/// Reads what a catalogue may tell for lint. Shape only: what is lawful is lint's matter.
#pragma once

#include "catalogue.hpp"
#include "fields.hpp"

namespace samtycke {

/// Of a consent purpose; fills `recipients` as well, whose elements are names or objects.
void read_purpose_parts(Fields& fields, Purpose& purpose);
/// Of a cookie category.
void read_cookie_parts(Fields& fields, Purpose& purpose);
/// Of the whole document. Its languages must have been read.
void read_catalogue_parts(Fields& fields, Catalogue& catalogue);
/// Of the operator.
void read_rights_links(Fields& operator_fields, Catalogue& catalogue);

}  // namespace samtycke
