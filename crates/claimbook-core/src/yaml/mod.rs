//! stub
pub type Any = serde_yaml::Value;
