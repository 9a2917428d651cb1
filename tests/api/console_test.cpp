// The console of the operator's own people: each look is recorded or there is no answer, and no
// figure tells of a few.
#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(console)

namespace {

using Call = Response (*)(const Verifier&, const Request&);

constexpr std::string_view erik = "sub-erik-bjork";

bool holds(const Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

Response search(Stage& stage, const std::string& form) {
  return stage.post(post_console_search, form,
                    {{"content-type", "application/x-www-form-urlencoded"}});
}

Response search_for(Stage& stage, std::string_view subject, const std::string& reason = "A-17") {
  return search(stage, "by=subject&value=" + std::string(subject) + "&reason=" + reason);
}

/// The number of a case that was opened.
std::string case_of(const Response& response) {
  BOOST_REQUIRE_MESSAGE(response.status == 303, response.body);
  const std::string location(response.header("Location"));
  return location.substr(location.rfind('/') + 1);
}

std::vector<Look> looks(Stage& stage) {
  const auto found = stage.store().looks(std::int64_t{1} << 53, 1'000);
  BOOST_REQUIRE(found);
  return *found;
}

void grant(Stage& stage, std::string_view id, const std::string& subject,
           EventKind choice = EventKind::granted) {
  Value value = made::submission_value(stage.state(subject), made::offers, choice, stage.now);
  const Response response =
      stage.post(post_consents_me, made::with(std::move(value), "/submission_id", text_value(id)));
  BOOST_REQUIRE_MESSAGE(response.status == 201, response.body);
}

void erase(Stage& stage, const std::string& subject) {
  Request made;
  made.method = "DELETE";
  made.headers = {{"authorization", "a client"}};
  made.captures = {subject};
  const Response response = delete_subject(stage.verifier(), made);
  BOOST_REQUIRE_MESSAGE(response.status == 200, response.body);
}

/// So many people of Björk's, who all say yes behind an open gate.
void fill(Stage& stage, int count) {
  stage.open_gate();
  std::string acts;
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    acts += R"({"kind":"person","person":"prs-)" + n + R"(","sub":"p)" + n + R"(","name":"P )" + n +
            R"("},{"kind":"relation_begun","subject":"sub-)" + n + R"(","person":"prs-)" + n +
            R"(","subscriber":"sbr-bjork"},)";
  }
  acts.pop_back();
  stage.provision(R"({"acts":[)" + acts + "]}");
  for (int i = 0; i < count; ++i) {
    stage.who = "p" + std::to_string(i);
    grant(stage, "yes-" + stage.who, "sub-" + std::to_string(i));
  }
}

const std::vector<std::pair<const char*, Call>> officers_pages = {
    {"/console/search", get_console_search},
    {"/console/cases/1", get_console_record},
    {"/console/cases/1/answers", get_console_answers},
    {"/console/cases/1/evidence.pdf", get_console_evidence_pdf},
    {"/console/cases/1/evidence.csv", get_console_evidence_csv},
    {"/console/looks", get_console_looks},
    {"/console/figures", get_console_figures},
    {"/console/log", get_console_log}};

}  // namespace

BOOST_AUTO_TEST_CASE(nobody_but_a_privacy_officer_sees_an_officers_page) {
  Stage stage;
  case_of(search_for(stage, erik));
  const std::size_t count = looks(stage).size();
  for (const auto& [path, call] : officers_pages) {
    for (const auto& [roles, status] : {std::pair<std::vector<std::string>, unsigned>{{}, 403},
                                        {{"publisher"}, 403},
                                        {{"approver"}, 403},
                                        {{"publisher", "approver"}, 403},
                                        {{"privacy-officer", "Privacy_Officer", ""}, 403},
                                        {{"publisher", "privacy_officer"}, 200}}) {
      stage.roles = roles;
      const Response response = stage.get(call, path, {"1"});
      BOOST_TEST(response.status == status, path << ' ' << roles.size());
      if (status == 403) BOOST_TEST(!holds(response, erik));
    }
    stage.roles = {"privacy_officer"};
    stage.staff = "";
    BOOST_TEST(stage.get(call, path, {"1"}).status == 401u, path);
    stage.staff = "disa";
  }
  stage.roles = {"approver"};
  BOOST_TEST(search_for(stage, erik).status == 403u);
  stage.roles = {"privacy_officer"};
  stage.own_page = false;
  BOOST_TEST(search_for(stage, erik).status == 403u);
  // Those that were let in: four of a case.
  BOOST_TEST(looks(stage).size() == count + 4);
}

BOOST_AUTO_TEST_CASE(where_no_staff_is_let_in_there_is_no_console) {
  Stage stage;
  stage.verifier().door.staff_signed_in = nullptr;
  for (const auto& [path, call] : officers_pages) {
    BOOST_TEST(stage.get(call, path, {"1"}).status == 404u, path);
  }
  BOOST_TEST(stage.get(get_console, "/console").status == 404u);
}

BOOST_AUTO_TEST_CASE(each_look_says_who_when_at_whom_at_what_and_why) {
  Stage stage;
  const std::string number = case_of(search_for(stage, erik, "%C3%84rende+17"));
  stage.get(get_console_record, "/console/cases/" + number, {number});
  stage.get(get_console_answers, "/console/cases/" + number + "/answers", {number});
  stage.get(get_console_evidence_csv, "/console/cases/" + number + "/evidence.csv", {number});
  const std::vector<Look> kept = looks(stage);
  BOOST_REQUIRE(kept.size() == 4u);
  const char* what[] = {"evidence", "answers", "record", "search"};
  for (std::size_t i = 0; i < kept.size(); ++i) {
    BOOST_TEST(kept[i].what == what[i]);
    BOOST_TEST(kept[i].officer == "disa");
    BOOST_TEST(kept[i].officer_name == "Staff disa");
    BOOST_TEST(kept[i].at == stage.now);
    BOOST_TEST(kept[i].subject == erik);
    BOOST_TEST(kept[i].reason == "Ärende 17");
  }
  const Response page = stage.get(get_console_looks, "/console/looks");
  for (const char* text : {"Staff disa", "sub-erik-bjork", "Ärende 17"}) {
    BOOST_TEST(holds(page, text), text);
  }
}

BOOST_AUTO_TEST_CASE(a_look_that_cannot_be_recorded_has_no_answer) {
  Stage stage;
  const std::string number = case_of(search_for(stage, erik));
  using Fault = FailingStore::Fault;
  for (const Fault fault : {Fault::no_look, Fault::not_begun}) {
    stage.store().fault = fault;
    BOOST_TEST(search_for(stage, erik).status == 503u);
    for (const Call call : {get_console_record, get_console_answers, get_console_evidence_pdf,
                            get_console_evidence_csv}) {
      const Response response = stage.get(call, "/console/cases/" + number, {number});
      BOOST_TEST(response.status == 503u);
      BOOST_TEST(!holds(response, "Erik"));
      BOOST_TEST(!holds(response, erik));
    }
    stage.store().fault = Fault::none;
  }
  BOOST_TEST(looks(stage).size() == 1u);
}

BOOST_AUTO_TEST_CASE(without_a_reason_nobody_is_searched) {
  Stage stage;
  for (const char* reason : {"", "+++", "ab", "19811218-9876", "%0A%0A%0A"}) {
    const Response response = search_for(stage, erik, reason);
    BOOST_TEST(response.status == 200u, reason);
    BOOST_TEST(holds(response, "aria-invalid=\"true\""), reason);
  }
  BOOST_TEST(search_for(stage, erik, std::string(201, 'x')).status == 200u);
  BOOST_TEST(looks(stage).empty());
}

BOOST_AUTO_TEST_CASE(whoever_had_the_number_at_the_moment_is_found) {
  Stage stage;
  const std::string form = "by=msisdn&value=%2B46701234567&reason=A-17&moment=";
  for (const char* moment : {"", "2026-11-24T09%3A00", "2026-03-01T00%3A00%3A00Z"}) {
    case_of(search(stage, form + moment));
    BOOST_TEST(looks(stage).front().subject == erik, moment);
  }
  // Before it was theirs it was nobody's: that is recorded, and nobody is named.
  const Response nobody = search(stage, form + "2025-12-31T23%3A00");
  BOOST_TEST(nobody.status == 200u);
  BOOST_TEST(looks(stage).front().subject.empty());
  BOOST_TEST(looks(stage).front().reason == "A-17");
  BOOST_TEST(search(stage, form + "yesterday").status == 200u);
  BOOST_TEST(search_for(stage, "sub-nobody").status == 200u);
  BOOST_TEST(looks(stage).size() == 5u);
}

BOOST_AUTO_TEST_CASE(a_case_is_its_officers_and_ends) {
  Stage stage;
  const std::string number = case_of(search_for(stage, erik));
  const auto read = [&](const std::string& of) {
    return stage.get(get_console_record, "/console/cases/" + of, {of}).status;
  };
  BOOST_TEST(read(number) == 200u);
  // The look at the case is no case.
  for (const char* other : {"2", "3", "0", "-1", "1x", "", "99999999999999999999"}) {
    BOOST_TEST(read(other) == 404u, other);
  }
  stage.staff = "other";
  BOOST_TEST(read(number) == 404u);
  stage.staff = "disa";
  stage.now += 8 * 60 * 60 * second_ms - 1;
  BOOST_TEST(read(number) == 200u);
  stage.now += 1;
  BOOST_TEST(read(number) == 404u);
}

BOOST_AUTO_TEST_CASE(the_history_has_the_words_as_they_were_shown) {
  Stage stage;
  stage.open_gate();
  grant(stage, "one", std::string(erik));
  const std::string number = case_of(search_for(stage, erik));
  const Response page = stage.get(get_console_record, "/console/cases/" + number, {number});
  for (const std::string_view text :
       {std::string_view("Erik Norén"), std::string_view("Björk &amp; Co AB"),
        std::string_view("+46701234567"), std::string_view("/receipts/one"),
        std::string_view("Öppnat av företaget")}) {
    BOOST_TEST(holds(page, text), text);
  }
}

BOOST_AUTO_TEST_CASE(L40_the_answer_at_a_past_moment_is_what_it_was) {
  Stage stage;
  stage.open_gate();
  const Time before = stage.now;
  stage.now += 60 * 60 * second_ms;
  grant(stage, "one", std::string(erik));
  const Time between = stage.now;
  stage.now += 60 * 60 * second_ms;
  grant(stage, "two", std::string(erik), EventKind::withdrawn);
  const std::string number = case_of(search_for(stage, erik));
  const auto reason_at = [&](Time moment) {
    const Response csv =
        stage.get(get_console_evidence_csv,
                  "/console/cases/1/evidence.csv?at=" + format_time(moment), {number});
    const std::string row = "answer," + format_time(moment) + ",,," + std::string(made::offers);
    const std::size_t at = csv.body.find(row);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, csv.body);
    const std::string line = csv.body.substr(at, csv.body.find('\r', at) - at);
    return line.substr(line.rfind(',') + 1);
  };
  BOOST_TEST(reason_at(before) == "user_consent_missing");
  BOOST_TEST(reason_at(between) == "consent_given");
  BOOST_TEST(reason_at(stage.now) == "withdrawn");
  const Response late =
      stage.get(get_console_answers, "/console/cases/1/answers?at=2027-01-01T00:00", {number});
  BOOST_TEST(late.status == 400u);
}

BOOST_AUTO_TEST_CASE(L35_who_looked_stays_and_at_whom_and_why_goes_with_the_subject) {
  Stage stage;
  const std::string number = case_of(search_for(stage, erik, "Eriks+klagan"));
  case_of(search_for(stage, "sub-olle", "A-18"));
  erase(stage, std::string(erik));
  const std::vector<Look> kept = looks(stage);
  BOOST_REQUIRE(kept.size() == 2u);
  BOOST_TEST(kept[0].subject == "sub-olle");
  BOOST_TEST(kept[1].is_erased);
  BOOST_TEST(kept[1].officer == "disa");
  BOOST_TEST(kept[1].subject.empty());
  BOOST_TEST(kept[1].reason.empty());
  BOOST_TEST(stage.get(get_console_record, "/console/cases/1", {number}).status == 404u);
  BOOST_TEST(!holds(stage.get(get_console_looks, "/console/looks"), "Eriks klagan"));
}

BOOST_AUTO_TEST_CASE(L69_of_nine_people_the_console_says_too_few_and_of_ten_ten) {
  for (const auto& [people, few] : {std::pair{6, true}, {7, false}}) {
    // Beside Erik, Karin and Olle.
    Stage stage;
    fill(stage, people);
    BOOST_TEST(holds(stage.get(get_console_figures, "/console/figures"), "class=\"empty\""));
    stage.now += day_ms;
    const Response page = stage.get(get_console_figures, "/console/figures");
    BOOST_TEST(page.status == 200u);
    BOOST_TEST(holds(page, "För få") == few);
    BOOST_TEST(!holds(page, "data-yes=\"" + std::to_string(people) + "\""));
  }
}

BOOST_AUTO_TEST_CASE(L69_L87_a_figure_that_was_told_stays_whoever_is_erased_since) {
  Stage stage;
  fill(stage, 12);
  stage.now += day_ms;
  const std::string first = stage.get(get_console_figures, "/console/figures").body;
  BOOST_TEST(first.find("data-yes=\"10\"") != std::string::npos);
  BOOST_TEST(first.find("data-yes=\"12\"") == std::string::npos);
  for (int i = 0; i < 4; ++i) {
    erase(stage, "sub-" + std::to_string(i));
  }
  BOOST_TEST((stage.get(get_console_figures, "/console/figures").body == first));
  stage.now += day_ms;
  const auto kept = stage.store().figures();
  const Response later = stage.get(get_console_figures, "/console/figures");
  BOOST_TEST(holds(later, "data-yes=\"10\""));
  const auto then = stage.store().figures();
  BOOST_REQUIRE(kept);
  BOOST_REQUIRE(then);
  BOOST_TEST(then->size() > kept->size());
  for (const KeptFigure& figure : *then) {
    BOOST_TEST(figure.told.told.yes % 10 == 0);
    BOOST_TEST(figure.told.told.people % 10 == 0);
  }
}

BOOST_AUTO_TEST_CASE(the_state_of_the_log_is_told_and_a_silent_witness_is_an_alarm) {
  Stage stage;
  const Response calm = stage.get(get_console_log, "/console/log");
  BOOST_TEST(calm.status == 200u);
  BOOST_TEST(!holds(calm, "role=\"alert\""));
  const WitnessPolicy policy;
  stage.verifier().witnesses = {&policy, [] {
                                  WitnessStatus status;
                                  status.name = "w1";
                                  status.alarm = Alarm::silent;
                                  return std::vector<WitnessStatus>{status};
                                }};
  const Response page = stage.get(get_console_log, "/console/log");
  BOOST_TEST(holds(page, "role=\"alert\""));
  BOOST_TEST(holds(page, "Tyst"));
  BOOST_TEST(holds(stage.get(get_console, "/console"), "class=\"wrong\""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test
