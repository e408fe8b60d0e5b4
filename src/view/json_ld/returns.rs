//! How goods come back: `MerchantReturnPolicy`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/return-policy>.

use super::View;
use super::node::Node;
use crate::scalar::{Country, Money, ReturnFees};
use crate::shop::settings::{ReturnMethod, Returns};

/// More are refused.
const MAX_COUNTRIES: usize = 50;

impl View<'_> {
    pub(in crate::view) fn make_return_policy(&self) -> Option<Node> {
        let returns = self.shop.settings.returns.as_ref()?;
        let countries = self.return_countries(returns);
        let node = Node::with_id("MerchantReturnPolicy", &self.returns_id());
        let link = returns.policy.as_ref().map(|link| self.absolute_url(&self.href(link)));
        if countries.is_empty() {
            // Without a country, only a link to the policy is accepted.
            return Some(node.with("merchantReturnLink", link?));
        }
        let country = self.shop.settings.legal.as_ref().map(|legal| legal.address.country.0.as_str());
        let node = node
            .some("applicableCountry", &countries)
            .maybe("returnPolicyCountry", country)
            .maybe("merchantReturnLink", link);
        Some(self.return_terms(node, returns))
    }

    /// What an offer says of it; an offer needs a policy that names its countries.
    pub(super) fn return_reference(&self) -> Option<Node> {
        let returns = self.shop.settings.returns.as_ref()?;
        self.names_countries(returns).then(|| Node::reference(&self.returns_id()))
    }

    fn return_terms(&self, node: Node, returns: &Returns) -> Node {
        if returns.days == 0 {
            return node.with("returnPolicyCategory", "https://schema.org/MerchantReturnNotPermitted");
        }
        let node = node
            .with("returnPolicyCategory", "https://schema.org/MerchantReturnFiniteReturnWindow")
            .with("merchantReturnDays", returns.days)
            .with("returnMethod", method(returns.method))
            .with("refundType", "https://schema.org/FullRefund");
        match self.return_fee(returns.fees) {
            Fee::Free => node.with("returnFees", "https://schema.org/FreeReturn"),
            Fee::Customer => node.with("returnFees", "https://schema.org/ReturnFeesCustomerResponsibility"),
            Fee::Amount(money) => node
                .with("returnFees", "https://schema.org/ReturnShippingFees")
                .with("returnShippingFeesAmount", self.amount_node(money)),
        }
    }

    fn return_fee(&self, fees: ReturnFees) -> Fee {
        match fees {
            ReturnFees::Free => Fee::Free,
            ReturnFees::Customer => Fee::Customer,
            ReturnFees::Amount(amount) => match amount.money(self.shop.currency).unwrap_or_default() {
                // A fee of nothing must not be called a fee.
                Money(0) => Fee::Free,
                money => Fee::Amount(money),
            },
        }
    }

    fn names_countries(&self, returns: &Returns) -> bool {
        let mut zones = self.shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        !returns.countries.is_empty() || zones.any(|zone| !zone.countries.is_empty())
    }

    /// Those of the policy, else those that are delivered to, each once.
    fn return_countries<'r>(&'r self, returns: &'r Returns) -> Vec<&'r str> {
        let delivered = self.shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        let code = |country: &'r Country| country.0.as_str();
        let mut countries: Vec<&str> = match returns.countries.is_empty() {
            false => returns.countries.iter().map(code).collect(),
            true => delivered.flat_map(|zone| &zone.countries).map(code).collect(),
        };
        countries.sort_unstable();
        countries.dedup();
        countries.truncate(MAX_COUNTRIES);
        countries
    }

    fn returns_id(&self) -> String {
        self.shared_id("returns")
    }
}

enum Fee {
    Free,
    Customer,
    Amount(Money),
}

fn method(method: ReturnMethod) -> &'static str {
    match method {
        ReturnMethod::Mail => "https://schema.org/ReturnByMail",
        ReturnMethod::InStore => "https://schema.org/ReturnInStore",
        ReturnMethod::Kiosk => "https://schema.org/ReturnAtKiosk",
    }
}
