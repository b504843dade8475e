#!/usr/bin/env python3
"""Makes events.ndjson and, by counting them one by one, what each pipeline of the shop must give: expected/*.ndjson.

It shares nothing with Weir: dictionaries, sets and loops. Run it in this folder after changing the events.
"""
import json
import random
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from decimal import Decimal

START = datetime(2024, 5, 1, 9, 0, tzinfo=timezone.utc)
MINUTE = 60_000
rng = random.Random(7)


def iso(millis):
    moment = START + timedelta(milliseconds=millis)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def local(millis):
    return iso(millis)[:-1].replace("T", " ")


def make_events():
    made = []

    def add(millis, user, action, page, **more):
        made.append({"event_id": f"e{len(made)}", "user_id": user, "session_id": f"s{user}", "action": action,
                     "page": page, **more, "load_time_ms": rng.randrange(40, 400), "event_timestamp": iso(millis)})

    for step in range(900):
        millis, user = step * 8_000 + rng.randrange(2_000), rng.randrange(1, 13)
        product = rng.randrange(1, 8)
        about = {"product_id": product, "category": ["books", "music", "tea"][product % 3]}
        dice = rng.random()
        if dice < 0.30:
            add(millis, user, "view", "/home")
        elif dice < 0.70:
            add(millis, user, "view", f"/product/{product}", **about)
        elif dice < 0.85:
            add(millis, user, "search", "/search", search_query=rng.choice(["lamp", "atlas", "kettle"]))
        elif dice < 0.93:
            add(millis, user, "click", f"/product/{product}", **about)
        else:
            amount = f"{rng.randrange(5, 90)}.{rng.randrange(100):02d}"
            add(millis, user, "purchase", "/checkout", order_id=f"o{step}", amount=float(amount))
    # Carts, with users of their own: bought after 29:59 and after 30:01, filled once more, left.
    half = 30 * MINUTE
    for user, purchase in ((101, half - 1_000), (102, half + 1_000)):
        add(60_000, user, "add_to_cart", "/cart", product_id=1, category="books")
        add(60_000 + purchase, user, "purchase", "/checkout", order_id=f"c{user}", amount=12.50)
    add(120_000, 103, "add_to_cart", "/cart", product_id=1, category="books")
    add(120_000 + half - 1_000, 103, "add_to_cart", "/cart", product_id=2, category="music")
    add(180_000, 104, "add_to_cart", "/cart", product_id=3, category="tea")
    for step in range(5):
        add(30 * MINUTE + step * 700, 2_000_000, "click" if step else "view", "/console/views")
    made.sort(key=lambda event: event["event_timestamp"])
    arrived = sorted(made, key=lambda event: (event["event_timestamp"][:-5], rng.random()))
    with_copies = []
    for event in arrived:
        # A copy comes right behind, so that it is never late: what is late would be counted in no window.
        with_copies += [event] * (2 if rng.random() < 0.03 else 1)
    return with_copies


def write(name, rows):
    with open(f"expected/{name}.ndjson", "w") as out:
        for row in sorted(json.dumps(row, separators=(",", ":")) for row in rows):
            out.write(row + "\n")


events = make_events()
with open("events.ndjson", "w") as out:
    for event in events:
        out.write(json.dumps(event, separators=(",", ":")) + "\n")

once = list({event["event_id"]: event for event in events}.values())
for event in once + events:
    moment = datetime.strptime(event["event_timestamp"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    event["at"] = round((moment - START).total_seconds() * 1000)

pages = defaultdict(list)
for event in once:
    pages[event["at"] // MINUTE, event["page"]].append(event)
write("page_metrics", (
    {"window_start": local(minute * MINUTE), "window_end": local((minute + 1) * MINUTE), "page": page,
     "view_count": len(all), "unique_users": len({e["user_id"] for e in all}),
     "purchases": sum(e["action"] == "purchase" for e in all),
     "avg_load_time": sum(e["load_time_ms"] for e in all) // len(all)}
    for (minute, page), all in pages.items()))

write("visitor_events", (
    {"event_id": e["event_id"], "session_id": e["session_id"], "page": e["page"], "action": e["action"],
     "event_timestamp": local(e["at"]) + "Z"} for e in once if e["page"].startswith("/console")))

totals = defaultdict(int)
for event in once:
    totals[event["page"], event["action"]] += 1
write("live_counts", ({"page": p, "action": a, "events": n} for (p, a), n in totals.items()))

users = defaultdict(set)
for event in once:
    minute = event["at"] // MINUTE
    for end in range(minute + 1, minute + 6):
        users[end].add(event["user_id"])
write("active_users", (
    {"window_start": local((end - 5) * MINUTE), "window_end": local(end * MINUTE), "active_users": len(u),
     "sessions": len(u)} for end, u in users.items()))

hours = defaultdict(list)
for event in once:
    if event["action"] == "purchase":
        hours[event["at"] // (60 * MINUTE)].append(Decimal(str(event["amount"])))
write("revenue_per_hour", (
    {"window_start": local(h * 60 * MINUTE), "window_end": local((h + 1) * 60 * MINUTE), "orders": len(a),
     "revenue": f"{sum(a):.2f}"} for h, a in hours.items()))
write("revenue_today", (
    {"hour": local(h * 60 * MINUTE)[:16], "orders": len(a), "revenue": f"{sum(a):.2f}"} for h, a in hours.items()))


def sessions(all, gap):
    """The events of one user, cut where nothing happens for the gap."""
    found = []
    for event in sorted(all, key=lambda e: e["at"]):
        if not found or event["at"] - found[-1][-1]["at"] > gap:
            found.append([])
        found[-1].append(event)
    return found


by_user = defaultdict(list)
for event in once:
    by_user[event["user_id"]].append(event)
left, visits, last = [], [], []
for user, all in by_user.items():
    for session in sessions([e for e in all if e["action"] in ("add_to_cart", "purchase")], 30 * MINUTE):
        carts = [e for e in session if e["action"] == "add_to_cart"]
        bought = [e["at"] for e in session if e["action"] == "purchase"]
        if carts and (not bought or max(bought) < carts[-1]["at"]):
            left.append({"user_id": user, "last_cart_time": local(carts[-1]["at"]) + "Z",
                         "products": len({e["product_id"] for e in carts}),
                         "abandoned_at": local(session[-1]["at"] + 30 * MINUTE)})
    for session in sessions(all, 30_000):
        visits.append({"user_id": user, "visit_start": local(session[0]["at"]),
                       "seconds_on_site": (session[-1]["at"] - session[0]["at"]) // 1000, "events": len(session)})
    seen = {}
    for event in all:
        if "product_id" in event:
            seen[event["product_id"]] = max(seen.get(event["product_id"], 0), event["at"])
    newest = sorted(seen.items(), key=lambda one: -one[1])[:5]
    assert len({at for _, at in newest}) == len(newest), "two products at the same time have no order"
    last += [{"user_id": user, "place": i + 1, "product_id": product, "seen_at": local(at) + "Z"}
             for i, (product, at) in enumerate(newest)]
write("cart_abandonment", left)
write("visits", visits)
write("last_products", last)

features = defaultdict(list)
for event in once:
    features[event["user_id"], event["at"] // (5 * MINUTE)].append(event)
write("user_features", (
    {"user_id": user, "window_end": local((five + 1) * 5 * MINUTE), "events": len(all),
     "categories": len({e["category"] for e in all if "category" in e}),
     "searches": len({e["search_query"] for e in all if "search_query" in e}),
     "last_search": max((e["search_query"] for e in all if "search_query" in e), default=None),
     "cart_adds": sum(e["action"] == "add_to_cart" for e in all)}
    for (user, five), all in features.items()))

loads = defaultdict(list)
for event in events:
    for end in range(event["at"] // MINUTE + 1, event["at"] // MINUTE + 31):
        loads[event["page"], end].append(event["load_time_ms"])
write("load_times", (
    {"page": page, "window_end": local(end * MINUTE), "avg_load_time": sum(all) // len(all), "events": len(all)}
    for (page, end), all in loads.items()))
