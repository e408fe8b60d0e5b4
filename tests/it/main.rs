//! Everything that is tested from outside: one binary, one module per subject.
//!
//! `broken`, `lacking`, `lost`, `abroad`: what is wrong is said, at its place, and nothing is published. `commands`: the program as it is typed.
//! `report`, `report_figures`, `report_orders`, `report_others`, `report_told`, `report_ads`, `report_sums`, `report_periods`, `report_ratios`, `report_cautions`: the KPI report. `photos`: pictures and the cache of them. `cards`: share cards. `publish`: the published folder is always a whole site. `golden`: whole sites compared with what they should be. `shown`, `logo`: what pages show of what is written, and what they leave out.
//! `serve`, `serve_report`: the dev server. `properties`: what holds for any bytes. `tidy`: the rules of the source itself.

#![expect(clippy::disallowed_methods, reason = "tests read and write folders and run the program")]

mod abroad;
mod broken;
mod cards;
mod commands;
mod facts;
mod golden;
mod hostile;
mod kept;
mod keys;
mod lacking;
mod letters;
mod logo;
mod lost;
mod offered;
mod photos;
mod properties;
mod publish;
mod report;
mod report_accounts;
mod report_ads;
mod report_advice;
mod report_beyond;
mod report_campaigns;
mod report_cautions;
mod report_ends;
mod report_few;
mod report_figures;
mod report_leads;
mod report_named;
mod report_new;
mod report_order;
mod report_orders;
mod report_others;
mod report_pace;
mod report_part;
mod report_partly;
mod report_periods;
mod report_ratios;
mod report_repeated;
mod report_rivals;
mod report_running;
mod report_seen;
mod report_shares;
mod report_slips;
mod report_sources;
mod report_spending;
mod report_sums;
mod report_together;
mod report_told;
mod report_unfilled;
mod report_unknown;
mod report_untagged;
mod report_verdicts;
mod report_wholes;
mod report_written;
mod report_zeros;
mod said;
mod serve;
mod serve_report;
mod shell;
mod shown;
mod tidy;
