#include "figures.hpp"

#include <algorithm>

#include "consent.hpp"
#include "decide.hpp"

namespace samtycke {
namespace {

/// One number behind what was told of it before.
void follow(std::int64_t counted, std::int64_t least, std::int64_t& told, std::int64_t& told_of) {
  const std::int64_t moved = counted < told_of ? told_of - counted : counted - told_of;
  if (moved < least) return;
  told = counted - counted % least;
  told_of = counted;
}

bool takes_part(const SubjectState& subject) {
  return subject.begun && !subject.ended && !subject.person.empty();
}

}  // namespace

Figure figure_of(const Count& counted, const std::optional<Figure>& before, std::int64_t least) {
  Figure figure = before.value_or(Figure{});
  follow(counted.people, least, figure.told.people, figure.counted.people);
  follow(counted.yes, least, figure.told.yes, figure.counted.yes);
  if (figure.told.yes > figure.told.people) {
    // More than there are to ask is never told; what is left out is told when they are.
    figure.told.yes = figure.told.people;
  }
  return figure;
}

Census::Census(const Catalogue& catalogue) : catalogue_(catalogue) {
  for (const Purpose& purpose : catalogue.purposes) {
    if (takes_choices(purpose)) purposes_.push_back(&purpose);
  }
  people_.resize(purposes_.size() + 1);
}

State Census::state_of_subject(const std::string& subject) const {
  const SubjectState& own = subjects_.at(subject);
  const auto person = persons_.find(own.person);
  const auto subscriber = subscribers_.find(own.subscriber);
  return state_of(own, person == persons_.end() ? PersonState{} : person->second,
                  subscriber == subscribers_.end() ? SubscriberState{} : subscriber->second);
}

void Census::add(const std::string& person, std::size_t purpose, std::int64_t by) {
  std::int64_t& relations = relations_[{person, purpose}];
  const bool counted = relations > 0;
  relations += by;
  if (counted != (relations > 0)) people_[purpose] += by;
}

void Census::uncount(const std::string& subject) {
  const auto found = counted_.find(subject);
  if (found == counted_.end()) return;
  for (std::size_t i = 0; i < found->second.until.size(); ++i) {
    if (found->second.until[i] != 0) add(found->second.person, i, -1);
  }
  counted_.erase(found);
}

void Census::recount(const std::string& subject, Time now) {
  uncount(subject);
  const State state = state_of_subject(subject);
  if (!takes_part(state.subject)) return;
  Counted& counted = counted_[subject];
  counted.person = state.subject.person;
  counted.until.resize(people_.size());
  counted.until.back() = time_max;
  add(counted.person, purposes_.size(), 1);
  for (std::size_t i = 0; i < purposes_.size(); ++i) {
    if (decide_choice(*purposes_[i], catalogue_, state, now) != Code::consent_given) continue;
    counted.until[i] = consent_end(*find_choice(state.subject, purposes_[i]->id), catalogue_);
    endings_.push({counted.until[i], subject, i});
    add(counted.person, i, 1);
  }
}

void Census::end_until(Time moment) {
  for (; !endings_.empty() && endings_.top().at <= moment; endings_.pop()) {
    const Ending& ending = endings_.top();
    const auto found = counted_.find(ending.subject);
    // An ending that a later act moved, or made void, is not its purpose's any more.
    if (found == counted_.end() || found->second.until[ending.purpose] != ending.at) continue;
    found->second.until[ending.purpose] = 0;
    add(found->second.person, ending.purpose, -1);
  }
}

void Census::take_subject(const Event& event) {
  State state;
  const auto known = subjects_.find(event.subject);
  state.subject = known == subjects_.end() ? SubjectState{} : known->second;
  if (state.subject.id.empty()) state.subject.id = event.subject;
  state.person.id = state.subject.person;
  state.subscriber.id = state.subject.subscriber;
  SubjectState& own = subjects_[event.subject] = apply(std::move(state), event).subject;
  of_person_[own.person].insert(own.id);
  of_subscriber_[own.subscriber].insert(own.id);
  recount(own.id, event.at);
}

void Census::take(const Event& event) {
  end_until(event.at);
  State state;
  switch (party_of(event)) {
    case Party::subject:
      take_subject(event);
      return;
    case Party::person:
      state.person = persons_[event.person];
      state.person.id = event.person;
      persons_[event.person] = apply(std::move(state), event).person;
      for (const std::string& subject : of_person_[event.person]) recount(subject, event.at);
      return;
    case Party::subscriber:
      state.subscriber = subscribers_[event.subscriber];
      state.subscriber.id = event.subscriber;
      subscribers_[event.subscriber] = apply(std::move(state), event).subscriber;
      for (const std::string& subject : of_subscriber_[event.subscriber]) {
        recount(subject, event.at);
      }
      return;
  }
}

std::vector<Count> Census::at(Time moment) {
  end_until(moment);
  std::vector<Count> counts;
  for (std::size_t i = 0; i < purposes_.size(); ++i) {
    counts.push_back({people_.back(), people_[i]});
  }
  return counts;
}

}  // namespace samtycke
