//! How goods come back: `MerchantReturnPolicy`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/return-policy>.

use super::View;
use super::node::Node;
use crate::scalar::{Country, Money, ReturnFees};
use crate::shop::product::Matter;
use crate::shop::settings::{ReturnMethod, Returns};

/// More are refused.
const MAX_COUNTRIES: usize = 50;
const NOT_PERMITTED: &str = "https://schema.org/MerchantReturnNotPermitted";

impl View<'_> {
    pub(in crate::view) fn make_return_policy(&self) -> Option<Node> {
        let returns = self.shop.settings.returns.as_ref()?;
        let countries = self.return_countries(Some(returns));
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

    pub(in crate::view) fn make_no_returns(&self) -> Option<Node> {
        let countries = self.return_countries(self.shop.settings.returns.as_ref());
        (!countries.is_empty()).then(|| {
            Node::with_id("MerchantReturnPolicy", &self.no_returns_id())
                .some("applicableCountry", &countries)
                .with("returnPolicyCategory", NOT_PERMITTED)
        })
    }

    /// The policy for a product; an offer needs one that names its countries.
    pub(super) fn return_policy_of(&self, product: &Matter) -> Option<Node> {
        if product.no_returns.is_some() {
            return self.no_returns();
        }
        self.return_policy().filter(|_| self.return_reference(product).is_some())
    }

    /// What an offer says of it.
    pub(super) fn return_reference(&self, product: &Matter) -> Option<Node> {
        if product.no_returns.is_some() {
            return self.no_returns().map(|_| Node::reference(&self.no_returns_id()));
        }
        let returns = self.shop.settings.returns.as_ref()?;
        self.names_countries(returns).then(|| Node::reference(&self.returns_id()))
    }

    fn return_terms(&self, node: Node, returns: &Returns) -> Node {
        if returns.days == 0 {
            return node.with("returnPolicyCategory", NOT_PERMITTED);
        }
        let node = node
            .with("returnPolicyCategory", "https://schema.org/MerchantReturnFiniteReturnWindow")
            .with("merchantReturnDays", returns.days)
            .with("returnMethod", method(returns.method))
            .with("refundType", "https://schema.org/FullRefund");
        let Some(fees) = returns.fees else { return node };
        match self.return_fee(fees) {
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
        !self.return_countries(Some(returns)).is_empty()
    }

    /// Those of the policy, else those that are delivered to, else that of the shop: where customers fetch what they ordered,
    /// or it is brought to them. Each once.
    fn return_countries<'r>(&'r self, returns: Option<&'r Returns>) -> Vec<&'r str> {
        let delivered = self.shop.settings.shipping.iter().flat_map(|shipping| &shipping.zones);
        let code = |country: &'r Country| country.0.as_str();
        let own = returns.map_or(&[][..], |returns| &returns.countries);
        let mut countries: Vec<&str> = match own.is_empty() {
            false => own.iter().map(code).collect(),
            true => delivered.flat_map(|zone| &zone.countries).map(code).collect(),
        };
        if countries.is_empty() {
            countries.extend(self.shop.settings.legal.as_ref().map(|legal| code(&legal.address.country)));
        }
        countries.sort_unstable();
        countries.dedup();
        countries.truncate(MAX_COUNTRIES);
        countries
    }

    fn returns_id(&self) -> String {
        self.shared_id("returns")
    }

    fn no_returns_id(&self) -> String {
        self.shared_id("no-returns")
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
